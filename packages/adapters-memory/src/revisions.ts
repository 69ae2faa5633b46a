import type { LoyaltyProgram, ProgramEvent } from '@loyalty-programs/core';
import { type Change, type HistoryPoint, replay, untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import type { Recorded } from './in-memory-events.js';

/** A program as a change left it, with the events of the change. */
export interface Revision {
  readonly program: LoyaltyProgram;
  /** That of its first event: the change takes effect with it as a whole. */
  readonly sequence: number;
  readonly events: readonly ProgramEvent[];
  /** The same as the feed has them. */
  readonly recorded: readonly Recorded<ProgramEvent>[];
}

/** The revisions of a change. It has one, unless a whole history is stored at once. */
export const revisionsOf = (
  { program, events }: Change,
  stored: LoyaltyProgram | undefined,
  recorded: readonly Recorded<ProgramEvent>[],
): readonly Revision[] => {
  const numbers =
    events.length === 0 ? [program.revision] : [...new Set(events.map(({ revision }) => revision))];
  let current = stored ?? untouchedDraft(program.siteId, program.createdDate);
  return numbers.map((number, at) => {
    const own = events.filter(({ revision }) => revision === number);
    const ownRecorded = recorded.filter(({ revision }) => revision === number);
    current = at === numbers.length - 1 ? program : replay(current, own);
    return { program: current, sequence: ownRecorded[0]?.sequence ?? 0, events: own, recorded: ownRecorded };
  });
};

/** Whether a program had come to a revision at a point of its history. */
export const hadReached = (point: HistoryPoint, { program, sequence }: Revision): boolean => {
  if ('revision' in point) return program.revision <= point.revision;
  return 'time' in point ? program.updatedDate <= point.time : sequence <= point.sequence;
};
