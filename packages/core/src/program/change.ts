import type { Actor, RequestId } from '../values/identifiers.js';
import { type Timestamp, notBefore } from '../values/timestamp.js';
import { type ProgramEvent, type ProgramEventBody, applyEvent } from './events.js';
import type { LoyaltyProgram } from './loyalty-program.js';

/** What one operation yields: the new program and the events that led there. */
export interface Change {
  /** The revision the change was based on; a store refuses it if it holds another one by now. */
  readonly baseRevision: number;
  readonly program: LoyaltyProgram;
  /** In order. None: nothing changed, and `program` is the very one that was there before. */
  readonly events: readonly ProgramEvent[];
}

/** When an operation takes place, who requests it and by which request. */
export interface ChangeContext {
  readonly now: Timestamp;
  readonly actor: Actor | null;
  /** Absent: no request is known. */
  readonly causedBy?: RequestId | null;
}

export const noChange = (program: LoyaltyProgram): Change => ({
  baseRevision: program.revision,
  program,
  events: [],
});

export const isNoChange = (change: Change): boolean => change.events.length === 0;

/** The change that the events make together: one revision, one time. */
export const changeOf = (
  program: LoyaltyProgram,
  bodies: readonly ProgramEventBody[],
  { now, actor, causedBy = null }: ChangeContext,
): Change => {
  if (bodies.length === 0) return noChange(program);
  const { siteId } = program;
  const revision = program.revision + 1;
  const time = notBefore(program.updatedDate, now);
  return {
    baseRevision: program.revision,
    program: { ...bodies.reduce(applyEvent, program), revision, updatedDate: time },
    events: bodies.map((body, ordinal) => ({ ...body, siteId, revision, ordinal, time, actor, causedBy })),
  };
};
