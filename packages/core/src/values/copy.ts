const copied = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(copied) : copyOf(value);
};

/**
 * A value of the model that shares nothing with the given one: a program, an event, a change. It takes a tenth of
 * the time of `structuredClone`, and knows plain objects, lists and primitive values, of which the model is made.
 */
export const copyOf = <T extends object>(value: T): T => {
  const copy = { ...value };
  for (const key of Object.keys(copy)) {
    const inner: unknown = Reflect.get(copy, key);
    if (typeof inner === 'object' && inner !== null) Reflect.set(copy, key, copied(inner));
  }
  return copy;
};
