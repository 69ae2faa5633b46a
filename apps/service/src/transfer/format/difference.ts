import { isRecord, ownValue } from '@loyalty-programs/core/adapter-kit';

/** Where two JSON values differ first, as a path; `undefined` where they don't. It goes no deeper than both do. */
export const firstDifference = (a: unknown, b: unknown, path = ''): string | undefined => {
  if (Array.isArray(a) && Array.isArray(b)) {
    const items: readonly unknown[] = a;
    if (items.length !== b.length) return path;
    for (const [index, item] of items.entries()) {
      const found = firstDifference(item, b[index], `${path}[${index}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isRecord(a) && isRecord(b)) {
    for (const key of new Set([...Object.keys(b), ...Object.keys(a)])) {
      const found = firstDifference(ownValue(a, key), ownValue(b, key), path === '' ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return a === b ? undefined : path;
};
