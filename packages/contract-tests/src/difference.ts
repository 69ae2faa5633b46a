const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const entriesOf = (value: object): ReadonlyMap<unknown, unknown> =>
  value instanceof Map ? value : new Map(Object.entries(value));

const kindOf = (value: object): string => {
  if (value instanceof Map) return 'map';
  return Array.isArray(value) ? 'list' : 'object';
};

const LONGEST = 200;

/** A value, short enough for a message. */
export const shown = (value: unknown): string => {
  if (value instanceof Error) return String(value);
  const listed = value instanceof Map ? [...entriesOf(value)] : value;
  const text = listed === undefined ? 'undefined' : JSON.stringify(listed);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

/**
 * The first difference between two values of plain data, as "at path: …"; `undefined` if there is
 * none. An absent property and one that is `undefined` are two things.
 */
export const differenceBetween = (actual: unknown, expected: unknown, path = ''): string | undefined => {
  if (actual === expected) return undefined;
  const place = path === '' ? '' : `at ${path}: `;
  if (!isObject(actual) || !isObject(expected) || kindOf(actual) !== kindOf(expected)) {
    return `${place}expected ${shown(expected)}, got ${shown(actual)}`;
  }
  const actualEntries = entriesOf(actual);
  const expectedEntries = entriesOf(expected);
  for (const key of new Set([...expectedEntries.keys(), ...actualEntries.keys()])) {
    const inner = path === '' ? String(key) : `${path}.${String(key)}`;
    const [got, wanted] = [actualEntries.get(key), expectedEntries.get(key)];
    if (!actualEntries.has(key)) return `at ${inner}: expected ${shown(wanted)}, got nothing`;
    if (!expectedEntries.has(key)) return `at ${inner}: expected nothing, got ${shown(got)}`;
    const difference = differenceBetween(got, wanted, inner);
    if (difference !== undefined) return difference;
  }
  return undefined;
};
