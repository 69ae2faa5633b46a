import type { Actor } from '../values/identifiers.js';
import type { LoyaltyProgram } from './loyalty-program.js';
import type { ProgramEvent, ProgramOccurrence } from './program-event.js';
import { applyOccurrence } from './replay.js';
import { type Timestamp, notBefore } from '../values/timestamp.js';

/** What one operation yields: the new program and the events that led there. */
export interface Change {
  /** The revision the change was based on; a store refuses it if it holds another one by now. */
  readonly baseRevision: number;
  readonly program: LoyaltyProgram;
  /** In order. None: nothing happened, and `program` is the very one that was there before. */
  readonly events: readonly ProgramEvent[];
}

/** When an operation takes place and who asks for it. */
export interface ChangeContext {
  readonly now: Timestamp;
  readonly actor: Actor | null;
}

export const nothingHappened = (program: LoyaltyProgram): Change => ({
  baseRevision: program.revision,
  program,
  events: [],
});

export const isNothing = (change: Change): boolean => change.events.length === 0;

/** The change that the occurrences make together: one revision, one time. */
export const changeOf = (
  program: LoyaltyProgram,
  occurrences: readonly ProgramOccurrence[],
  context: ChangeContext,
): Change => {
  if (occurrences.length === 0) return nothingHappened(program);
  const { siteId } = program;
  const revision = program.revision + 1;
  const time = notBefore(program.updatedDate, context.now);
  return {
    baseRevision: program.revision,
    program: { ...occurrences.reduce(applyOccurrence, program), revision, updatedDate: time },
    events: occurrences.map((occurrence, ordinal) => ({
      ...occurrence,
      siteId,
      revision,
      ordinal,
      time,
      actor: context.actor,
    })),
  };
};
