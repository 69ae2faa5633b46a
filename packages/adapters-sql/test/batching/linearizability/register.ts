/** What is stored of a site: who wrote it, and at which revision; `undefined`: nothing. */
export type Stored = { readonly revision: number; readonly name: string } | undefined;

/** A call of one site, with what it was answered. */
export type Outcome =
  | { readonly call: 'find'; readonly found: Stored }
  | { readonly call: 'erase' }
  | { readonly call: 'save'; readonly base: number; readonly name: string; readonly isSaved: boolean };

/** A call with the times of its beginning and its end, on a clock that ticks with each of them. */
export interface Recorded {
  readonly outcome: Outcome;
  readonly begun: number;
  readonly ended: number;
}

const revisionOf = (stored: Stored): number => stored?.revision ?? 0;

/** What is stored after the call, if it can have been answered like that; or else `impossible`. */
const after = (stored: Stored, outcome: Outcome): Stored | 'impossible' => {
  switch (outcome.call) {
    case 'erase':
      return undefined;
    case 'find':
      return revisionOf(stored) === revisionOf(outcome.found) && stored?.name === outcome.found?.name
        ? stored
        : 'impossible';
    case 'save':
      if (outcome.isSaved !== (revisionOf(stored) === outcome.base)) return 'impossible';
      return outcome.isSaved ? { revision: outcome.base + 1, name: outcome.name } : stored;
  }
};

/**
 * Whether the calls of one site can have taken effect one after another, each at a moment between its beginning
 * and its end, from nothing stored.
 */
export const isLinearizable = (calls: readonly Recorded[], stored?: Stored): boolean => {
  if (calls.length === 0) return true;
  const firstEnd = Math.min(...calls.map(({ ended }) => ended));
  return calls.some((call) => {
    if (call.begun > firstEnd) return false;
    const next = after(stored, call.outcome);
    return (
      next !== 'impossible' &&
      isLinearizable(
        calls.filter((other) => other !== call),
        next,
      )
    );
  });
};
