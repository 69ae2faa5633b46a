import { type Result, err, ok } from 'neverthrow';
import type { SiteId } from '../values/identifiers.js';
import { isEqual } from '../values/kinds.js';
import type { Timestamp } from '../values/timestamp.js';
import { type ProgramEvent, replay } from './events.js';
import { FIELD_LIST, untouchedDraft, valueOf } from './fields.js';
import { brokenInvariants } from './invariants.js';
import type { LoyaltyProgram } from './loyalty-program.js';
import { STATUS_TRANSITIONS } from './status-transitions.js';

/** A history that no sequence of operations leads to. */
export interface InvalidHistory {
  readonly type: 'InvalidHistory';
  /** Which event is wrong, by its place in the list, from 0. */
  readonly index: number;
  /** Why, for a person to read. */
  readonly reason: string;
}

/** What is wrong with the metadata of an event, after the ones that led to the program. */
const wrongPlace = (
  program: LoyaltyProgram,
  last: ProgramEvent | undefined,
  event: ProgramEvent,
): string | undefined => {
  if (last !== undefined && event.revision === last.revision) {
    if (event.ordinal !== last.ordinal + 1) return `ordinal must be ${last.ordinal + 1}`;
    return event.time === last.time && event.actor === last.actor && event.causedBy === last.causedBy
      ? undefined
      : 'time, actor and causedBy must be those of the whole revision';
  }
  if (event.revision !== program.revision + 1) return `revision must be ${program.revision + 1}`;
  if (event.ordinal !== 0) return 'ordinal must be 0';
  return event.time < program.updatedDate ? 'time must not be before that of the last change' : undefined;
};

/** What is wrong with the values that an event reports. */
const wrongValues = (program: LoyaltyProgram, { before, after }: ProgramEvent): string | undefined => {
  let isEmpty = true;
  for (const field of FIELD_LIST) {
    const { path } = field;
    const was = valueOf(before, field);
    const is = valueOf(after, field);
    if (was === undefined && is === undefined) continue;
    isEmpty = false;
    if (was === undefined) return `before.${path} is required`;
    if (is === undefined) return `after.${path} is required`;
    if (!isEqual(valueOf(program, field), was)) {
      return `before.${path} is not what the earlier events lead to`;
    }
    if (isEqual(was, is)) return `after.${path} must differ from before.${path}`;
  }
  return isEmpty ? 'after must report a value' : undefined;
};

/** Which rule of the model a program breaks after an event. */
const brokenRule = (next: LoyaltyProgram, event: ProgramEvent): string | undefined => {
  if (event.type === 'ProgramPaused' && STATUS_TRANSITIONS[event.before.status].pause === 'refused') {
    return `can't pause a program that is ${event.before.status}`;
  }
  const [broken] = brokenInvariants(next);
  return broken && `${broken.field} ${broken.description}`;
};

/**
 * Replays a whole history from the untouched draft, and checks that operations can have led to it: the events
 * follow one another, each reports what really changed, and the program keeps its invariants.
 */
export const rehydrate = (
  siteId: SiteId,
  createdDate: Timestamp,
  events: readonly ProgramEvent[],
): Result<LoyaltyProgram, InvalidHistory> => {
  let program = untouchedDraft(siteId, createdDate);
  for (const [index, event] of events.entries()) {
    const next = replay(program, [event]);
    const reason =
      wrongPlace(program, events[index - 1], event) ?? wrongValues(program, event) ?? brokenRule(next, event);
    if (reason !== undefined) return err({ type: 'InvalidHistory', index, reason });
    program = next;
  }
  return ok(program);
};
