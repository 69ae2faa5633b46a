import { ok } from 'neverthrow';
import type { Installed } from '../installation/installation.js';
import { parseInstallationInput } from '../installation/installation-input.js';
import { isEqual } from '../values/kinds.js';
import { parseWholeNumber } from '../values/number.js';
import { type Parsed, invalid, isRecord, ownValue, pathOf } from '../values/parsing.js';
import { LATEST_TIMESTAMP } from '../values/timestamp.js';
import { type FieldViolation, type NonEmptyArray, wrongType } from '../values/violations.js';
import {
  type ProgramEvent,
  type ProgramEventBody,
  PROGRAM_EVENT_TYPES,
  type ReadValue,
  readEventBody,
  type SiteEventMetadata,
} from './events.js';

/** Loyalty was installed on a site that did not have it. */
export interface LoyaltyInstalled extends SiteEventMetadata {
  readonly type: 'LoyaltyInstalled';
  readonly after: Installed;
}

/** Something else is installed beside loyalty, the plan is another one, or the site belongs to another account. */
export interface InstallationChanged extends SiteEventMetadata {
  readonly type: 'InstallationChanged';
  readonly before: Installed;
  readonly after: Installed;
}

/** Loyalty was uninstalled. The program stays and returns with the next installation. */
export interface LoyaltyUninstalled extends SiteEventMetadata {
  readonly type: 'LoyaltyUninstalled';
  readonly before: Installed;
}

/** Program and history of a site were erased: whoever holds a copy has to erase it too. */
export interface ProgramErased extends SiteEventMetadata {
  readonly type: 'ProgramErased';
}

/** What changes answers about a site without changing its program. */
export type InstallationEvent = LoyaltyInstalled | InstallationChanged | LoyaltyUninstalled;

export const INSTALLATION_EVENT_TYPES = [
  'LoyaltyInstalled',
  'InstallationChanged',
  'LoyaltyUninstalled',
] as const satisfies readonly InstallationEvent['type'][];

/** Everything that can happen on a site. Only events of the program have a revision. */
export type SiteEvent = ProgramEvent | InstallationEvent | ProgramErased;

export type SiteEventType = SiteEvent['type'];

export const SITE_EVENT_TYPES = [
  ...PROGRAM_EVENT_TYPES,
  ...INSTALLATION_EVENT_TYPES,
  'ProgramErased',
] as const satisfies readonly SiteEventType[];

/** An event as a store has recorded it. */
export type RecordedEvent = SiteEvent & {
  /** Counts the events of the site from 1. Nothing resets it, erasure included; there may be gaps. */
  readonly sequence: number;
};

/** Whether an event changed the program, and so has a revision. */
export const isProgramEvent = (event: SiteEvent): event is ProgramEvent =>
  PROGRAM_EVENT_TYPES.some((type) => type === event.type);

type WithoutMetadata<E> = E extends unknown ? Omit<E, keyof SiteEventMetadata> : never;

/** An event before it is known where, when and why it happened. */
export type SiteEventBody = ProgramEventBody | WithoutMetadata<InstallationEvent | ProgramErased>;

/** The time of an installation; hosts may date one before 1970. */
const SINCE = { min: -LATEST_TIMESTAMP, max: LATEST_TIMESTAMP } as const;

/** An installation as events hold it. */
const readInstalled = (raw: unknown, path: string): Parsed<Installed> => {
  if (!isRecord(raw)) return invalid(wrongType(path, 'an installation'));
  const inEvent = (violation: FieldViolation): FieldViolation => ({
    ...violation,
    field: pathOf(path, violation.field),
  });
  return parseWholeNumber(pathOf(path, 'since'), ownValue(raw, 'since'), SINCE).andThen((since) =>
    parseInstallationInput(raw)
      .map((details): Installed => ({ installed: true, since, ...details }))
      .mapErr(([first, ...others]): NonEmptyArray<FieldViolation> => [
        inEvent(first),
        ...others.map(inEvent),
      ]),
  );
};

/** Reads what an event of any type says. What is fixed by its type is not looked at. */
export const readSiteEventBody = (
  raw: { readonly type: unknown; readonly before: unknown; readonly after: unknown },
  path: string,
  read: ReadValue,
): Parsed<SiteEventBody> => {
  const { type } = raw;
  const before = () => readInstalled(raw.before, pathOf(path, 'before'));
  const after = () => readInstalled(raw.after, pathOf(path, 'after'));
  switch (type) {
    case 'LoyaltyInstalled':
      return after().map((is) => ({ type, after: is }));
    case 'InstallationChanged':
      return before().andThen((was) => after().map((is) => ({ type, before: was, after: is })));
    case 'LoyaltyUninstalled':
      return before().map((was) => ({ type, before: was }));
    case 'ProgramErased':
      return ok({ type });
    default:
      return readEventBody(raw, path, read);
  }
};

/** What a record of an installation changes; `undefined`: nothing. `null` stands for a site without loyalty. */
export const installationEventBody = (
  before: Installed | null,
  after: Installed | null,
): WithoutMetadata<InstallationEvent> | undefined => {
  if (before === null) return after === null ? undefined : { type: 'LoyaltyInstalled', after };
  if (after === null) return { type: 'LoyaltyUninstalled', before };
  return isEqual(before, after) ? undefined : { type: 'InstallationChanged', before, after };
};
