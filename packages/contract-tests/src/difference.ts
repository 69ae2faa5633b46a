type Keyed = Readonly<Record<PropertyKey, unknown>>;

const isObject = (value: unknown): value is Keyed => typeof value === 'object' && value !== null;

const entriesOf = (value: Keyed): ReadonlyMap<unknown, unknown> =>
  value instanceof Map ? value : new Map(Object.entries(value));

const kindOf = (value: unknown): string => {
  if (value instanceof Map) return 'a map';
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : typeof value;
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
 * The first difference between two values of plain data, told as "at path: …"; `undefined` where there is
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
  for (const [key, value] of expectedEntries) {
    if (!actualEntries.has(key)) return `${place}${String(key)} is missing, expected ${shown(value)}`;
  }
  for (const [key, value] of actualEntries) {
    const inner = path === '' ? String(key) : `${path}.${String(key)}`;
    if (!expectedEntries.has(key)) return `${place}${String(key)} is too much, got ${shown(value)}`;
    const difference = differenceBetween(value, expectedEntries.get(key), inner);
    if (difference !== undefined) return difference;
  }
  return undefined;
};
