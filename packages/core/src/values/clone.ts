const cloned = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(cloned) : clone(value);
};

/**
 * A copy that shares nothing with the given value: a program, an event, a change. Knows plain objects, lists and
 * primitive values, of which the model is made, and takes a fraction of the time of `structuredClone`.
 */
export const clone = <T extends object>(value: T): T => {
  const copy = { ...value };
  for (const key of Object.keys(copy)) {
    const inner: unknown = Reflect.get(copy, key);
    if (typeof inner === 'object' && inner !== null) Reflect.set(copy, key, cloned(inner));
  }
  return copy;
};
