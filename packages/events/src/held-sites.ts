import type { RecordedEvent, SiteId, Timestamp } from '@loyalty-programs/core';
import type { HeldSite } from '@loyalty-programs/core/adapter-kit';
import type { Failure } from './run-events.js';

/** The first wait after a failure, in milliseconds; it doubles each time. */
const FIRST_WAIT = 1000;

/** The longest wait between two attempts, in milliseconds. */
const LONGEST_WAIT = 600_000;

/** How long, in UTF-16 code units, a stored reason is at most. */
const MAX_REASON = 500;

/** How many sites of a partition may wait for another attempt before the partition waits too. */
export const MAX_WAITING = 16;

/** When to try again after so many failures. */
const retryAfter = (attempts: number): number => Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT);

/** A reason as any store takes it. */
const reasonOf = (cause: unknown): string => {
  const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return text.slice(0, MAX_REASON).replaceAll(/[\0\p{Surrogate}]/gu, '\uFFFD');
};

/** A site as it is held after a failure. */
export const heldAfter = (
  { event, cause }: Failure,
  {
    before,
    cursor,
    lastSequence,
    partition,
    now,
    maxAttempts,
  }: {
    /** How it was held before, if it was. */
    readonly before: HeldSite | undefined;
    readonly cursor: string | null;
    readonly lastSequence: number;
    readonly partition: number;
    readonly now: Timestamp;
    readonly maxAttempts: number;
  },
): HeldSite => {
  const attempts = before?.sequence === event.sequence ? before.attempts + 1 : 1;
  return {
    siteId: event.siteId,
    partition,
    status: attempts < maxAttempts ? 'waiting' : 'parked',
    sequence: event.sequence,
    cursor,
    lastSequence,
    attempts,
    retryAt: now + retryAfter(attempts),
    reason: reasonOf(cause),
  };
};

/** The last sequence of each site among events. */
export const lastSequences = (events: readonly RecordedEvent[]): ReadonlyMap<SiteId, number> =>
  new Map(events.map(({ siteId, sequence }) => [siteId, sequence]));
