import type { LoyaltyProgram, ProgramEvent, SiteId, Timestamp } from '@loyalty-programs/core';
import { STATUS_TRANSITIONS, isRecord, replay, untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import { err, ok } from 'neverthrow';
import { firstDifference } from './difference.js';
import type { Read } from './reading.js';

/** The parts of a program of which an event tells only some values. */
const PARTS: readonly string[] = ['pointDefinition', 'pointsExpiration'];

/** Each value of a program, or of a part of one, by its path. */
const valuesIn = (told: object): ReadonlyMap<string, unknown> =>
  new Map(
    Object.entries(told).flatMap(([key, value]: readonly [string, unknown]): [string, unknown][] =>
      PARTS.includes(key) && isRecord(value)
        ? Object.entries(value).map(([inner, each]) => [`${key}.${inner}`, each])
        : [[key, value]],
    ),
  );

const isSame = (a: unknown, b: unknown): boolean => firstDifference(a, b) === undefined;

/** What is wrong with the place of an event behind the ones that led to the program. */
const wrongPlace = (
  program: LoyaltyProgram,
  last: ProgramEvent | undefined,
  event: ProgramEvent,
): string | undefined => {
  if (last !== undefined && event.revision === last.revision) {
    if (event.ordinal !== last.ordinal + 1) return `ordinal must be ${last.ordinal + 1}`;
    return event.time === last.time && event.actor === last.actor
      ? undefined
      : 'time and actor must be those of the whole revision';
  }
  if (event.revision !== program.revision + 1) return `revision must be ${program.revision + 1}`;
  if (event.ordinal !== 0) return 'ordinal must be 0';
  return event.time < program.updatedDate ? 'time must not be before that of the last change' : undefined;
};

/** What is wrong with what an event tells of the program. */
const wrongTale = (program: LoyaltyProgram, { before, after }: ProgramEvent): string | undefined => {
  const was = valuesIn(program);
  const from = valuesIn(before);
  const to = valuesIn(after);
  for (const [path, value] of from) {
    if (!isSame(was.get(path), value)) return `before.${path} is not what the events before lead to`;
    if (!to.has(path)) return `after.${path} is required`;
    if (isSame(to.get(path), value)) return `after.${path} must not be what was there before`;
  }
  for (const path of to.keys()) if (!from.has(path)) return `before.${path} is required`;
  return from.size === 0 ? 'after must tell of some value' : undefined;
};

/** Which rule of the model a program breaks that an event has made. */
const brokenRule = (program: LoyaltyProgram, event: ProgramEvent): string | undefined => {
  if (event.type === 'ProgramPaused' && STATUS_TRANSITIONS[event.before.status].pause === 'refused') {
    return `can't pause a program that is ${event.before.status}`;
  }
  if (program.status !== 'DRAFT' && program.name === null) return 'leaves a program without a name';
  const { customName, customNameForms } = program.pointDefinition;
  return customName === null && customNameForms !== null ? 'leaves forms of no custom name' : undefined;
};

/** Goes the way of a program again from its untouched draft: event by event, by the rules of the model. */
export const retrace = (
  siteId: SiteId,
  createdDate: Timestamp,
  events: readonly ProgramEvent[],
): Read<LoyaltyProgram> => {
  let program = untouchedDraft(siteId, createdDate);
  for (const [index, event] of events.entries()) {
    const next = replay(program, [event]);
    const wrong =
      wrongPlace(program, events[index - 1], event) ?? wrongTale(program, event) ?? brokenRule(next, event);
    if (wrong !== undefined) return err(`events[${index}]: ${wrong}`);
    program = next;
  }
  return ok(program);
};
