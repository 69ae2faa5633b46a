import { parseProgramUpdate } from '@loyalty-programs/core';

/**
 * What the rules say of each of many updates. Comes and goes as JSON, which carries unpaired surrogates safely.
 */
export const judge = (updates: string): string => {
  const list: unknown = JSON.parse(updates);
  if (!Array.isArray(list)) throw new TypeError('not a list of updates');
  return JSON.stringify(
    list.map((update: unknown) =>
      parseProgramUpdate(update).match<unknown>(
        (asked) => ({ asked }),
        (violations) => ({ violations }),
      ),
    ),
  );
};
