/** A copy of plain data, all the way down, that shows later what the data was now. */
export const snapshotOf = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Map) {
    return new Map([...value].map(([key, each]: [unknown, unknown]) => [key, snapshotOf(each)]));
  }
  if (Array.isArray(value)) return value.map(snapshotOf);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, snapshotOf(each)]));
};

/**
 * Changes plain data wherever it can be changed, as a caller in JavaScript might, whom no `readonly` keeps
 * from it. What is frozen stays as it is.
 */
export const mutateDeep = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Map) {
    for (const each of value.values()) mutateDeep(each);
    value.clear();
    return;
  }
  for (const each of Object.values(value)) mutateDeep(each);
  if (Array.isArray(value)) {
    Reflect.set(value, 'length', 0);
    return;
  }
  for (const key of Object.keys(value)) Reflect.set(value, key, 'spoilt');
};
