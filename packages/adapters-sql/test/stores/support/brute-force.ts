import type { Entry } from './entries.js';

/** The revision after a call that finds this one; `undefined` where the call could not have had its answer. */
const after = (entry: Entry, revision: number): number | undefined => {
  switch (entry.kind) {
    case 'read':
      return entry.revision === revision ? revision : undefined;
    case 'saved':
      return entry.base === revision ? revision + 1 : undefined;
    case 'refused':
      return entry.base === revision ? undefined : revision;
  }
};

/** Whether the calls have an order that explains their answers, by trying every one. For a handful of calls. */
export const hasOrder = (entries: readonly Entry[], revision = 0): boolean => {
  if (entries.length === 0) return true;
  const firstEnd = Math.min(...entries.map(({ responded }) => responded));
  return entries.some((entry) => {
    // What has ended before another call began comes before it.
    const next = entry.invoked < firstEnd ? after(entry, revision) : undefined;
    return (
      next !== undefined &&
      hasOrder(
        entries.filter((other) => other !== entry),
        next,
      )
    );
  });
};
