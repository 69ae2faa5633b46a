import type {
  DenialReason,
  Installed,
  LoyaltyProgramView,
  ProgramEvent,
  SiteId,
  Timestamp,
  UnmetPrecondition,
} from '@loyalty-programs/core';
import { FIELD_LIST, isRecord, valueOf } from '@loyalty-programs/core/adapter-kit';

/** The preconditions as they are called over the wire, in error codes and in lists. */
export const PRECONDITION_CODES = {
  LoyaltyNotInstalled: 'LOYALTY_NOT_INSTALLED',
  NoCompatibleApp: 'NO_COMPATIBLE_APP',
  NameMissing: 'NAME_MISSING',
  PremiumFeatureMissing: 'PREMIUM_FEATURE_MISSING',
} as const satisfies Record<UnmetPrecondition, string>;

/** The reasons against an operation, as they are called over the wire. */
export const DENIAL_CODES = {
  LoyaltyNotInstalled: PRECONDITION_CODES.LoyaltyNotInstalled,
  NoCompatibleApp: PRECONDITION_CODES.NoCompatibleApp,
  ProgramInDraft: 'PROGRAM_IN_DRAFT',
  ProgramPaused: 'PROGRAM_PAUSED',
  PointsExpirationDisabled: 'POINTS_EXPIRATION_DISABLED',
  PremiumFeatureMissing: PRECONDITION_CODES.PremiumFeatureMissing,
} as const satisfies Record<DenialReason, string>;

/** A point in time as RFC 3339 in UTC with milliseconds. */
const toDateText = (time: Timestamp): string => new Date(time).toISOString();

/** A value as answers carry it: properties without a value are left out. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const body: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (value[key] !== null) body[key] = withoutNulls(value[key]);
  }
  return body;
};

const partIn = (body: Record<string, unknown>, part: string): Record<string, unknown> => {
  const present = body[part];
  if (isRecord(present)) return present;
  const made: Record<string, unknown> = {};
  body[part] = made;
  return made;
};

/** The fields that an object of the model names. One without a value is left out, or `null` with `keepsNull`. */
const toFieldsBody = (values: object, keepsNull: boolean): Record<string, unknown> => {
  const body: Record<string, unknown> = {};
  for (const field of FIELD_LIST) {
    const value = valueOf(values, field);
    if (value === undefined) continue;
    const holder = field.part === null ? body : partIn(body, field.part);
    if (value !== null) holder[field.key] = withoutNulls(value);
    else if (keepsNull) holder[field.key] = null;
  }
  return body;
};

/** A program as answers carry it. */
interface ProgramAnswer {
  readonly loyaltyProgram: Readonly<Record<string, unknown>>;
  readonly revision: string;
}

/** A program with its revision beside it, never inside: official clients send whole programs back. */
export const toProgramAnswer = (program: LoyaltyProgramView): ProgramAnswer => {
  const loyaltyProgram = toFieldsBody(program, false);
  loyaltyProgram['premiumFeatures'] = program.premiumFeatures;
  loyaltyProgram['createdDate'] = toDateText(program.createdDate);
  loyaltyProgram['updatedDate'] = toDateText(program.updatedDate);
  return { loyaltyProgram, revision: String(program.revision) };
};

/** An event as answers carry it. A `null` in it is a field that was or is not set. */
export const toEventBody = (event: ProgramEvent): Record<string, unknown> => ({
  type: event.type,
  revision: String(event.revision),
  ordinal: event.ordinal,
  time: toDateText(event.time),
  ...(event.actor !== null && { actor: event.actor }),
  ...(event.causedBy !== null && { causedBy: event.causedBy }),
  before: toFieldsBody(event.before, true),
  after: toFieldsBody(event.after, true),
});

/** An installation as answers carry it. */
export const toInstallationBody = (
  siteId: SiteId,
  { since, accountId, apps, premiumFeatures }: Installed,
): Record<string, unknown> => ({
  siteId,
  ...(accountId !== null && { accountId }),
  apps,
  premiumFeatures,
  installedDate: toDateText(since),
});
