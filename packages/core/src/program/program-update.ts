import { Result, ok } from 'neverthrow';
import { required, wrongType } from '../values/field-violation.js';
import { type CustomNameForms, parseCustomNameForms } from '../values/custom-name-forms.js';
import { type Icon, parseIcon } from '../values/icon.js';
import { withoutPlaceholder } from './official-client.js';
import { type Parsed, type RawRecord, isRecord, joined, ownValue, refused } from '../values/parsing.js';
import type { PluralCategory } from '../values/plural-category.js';
import { type CustomName, DEFAULT_POINT_DEFINITION, parseCustomName } from './point-definition.js';
import {
  DEFAULT_EXPIRATION_SETTINGS,
  parseExpiringPointsPercentage,
  parseMonthsOfInactivity,
} from './points-expiration.js';
import { type ProgramName, parseProgramName } from './program-name.js';

/** An icon as a caller gives it; see `Icon` for the rules. `null` and absent mean the same. */
export interface IconInput {
  readonly url: string;
  readonly id?: string | null;
  readonly altText?: string | null;
  readonly filename?: string | null;
  readonly width?: number | null;
  readonly height?: number | null;
}

/** The forms of a custom name in one language, as a caller gives them. */
export interface LocaleNameFormsInput {
  /** BCP 47 tag. */
  readonly locale: string;
  readonly forms: Readonly<Partial<Record<PluralCategory, string | null>> & { other: string }>;
}

/**
 * What a caller wants changed. Absent: unchanged. `null`: back to the default; for the name that is "none",
 * which only a DRAFT may have. Fields that an update can't change, such as `status`, are ignored, so that a
 * whole program can be sent back.
 */
export interface ProgramUpdateInput {
  /** 2–50 characters, counted after normalisation to NFC without white space around it. */
  readonly name?: string | null;
  readonly pointDefinition?: {
    /** At most 20 characters; empty asks for the default "Points", as `null` does. */
    readonly customName?: string | null;
    /**
     * How the custom name is inflected: text by plural category, `other` required, in at most 20 languages.
     * Replaced as a whole; `null` and an empty list remove them, and so does another name without new forms.
     */
    readonly customNameForms?: readonly LocaleNameFormsInput[] | null;
    /** Replaced as a whole; `null` removes it. */
    readonly icon?: IconInput | null;
  } | null;
  readonly pointsExpiration?: {
    /** Whole months, 1–12. */
    readonly monthsOfInactivity?: number | null;
    /** Whole percent, 1–100. */
    readonly expiringPointsPercentage?: number | null;
  } | null;
}

/** Everything that an update can set. */
export interface CustomisableValues {
  readonly name: ProgramName | null;
  readonly customName: CustomName | null;
  readonly customNameForms: CustomNameForms | null;
  readonly icon: Icon | null;
  readonly monthsOfInactivity: number;
  readonly expiringPointsPercentage: number;
}

/** A parsed update: the values to set, absent where nothing was asked. */
export type ProgramUpdate = Partial<CustomisableValues>;

/** The rules of an update that depend on the program it is for. */
export interface RulesOfState {
  /** Whether a name may be unset. */
  readonly nameMayBeUnset: boolean;
  /** Whether a raw icon asks for nothing. */
  readonly isIconUnchanged: (raw: unknown) => boolean;
  /** What is asked of the point definition, as a whole. */
  readonly settlePoints: (asked: ProgramUpdate) => Parsed<ProgramUpdate>;
}

const STATELESS: RulesOfState = {
  nameMayBeUnset: true,
  isIconUnchanged: () => false,
  settlePoints: ok,
};

const FIELD = 'loyaltyProgram';
const NOTHING_ASKED: Parsed<ProgramUpdate> = ok({});

/** The fields of a part of the program. Absent: none; `null`: each of `fields` is `null`. */
const partOf = (whole: RawRecord, key: string, fields: readonly string[]): Parsed<RawRecord> => {
  const raw = ownValue(whole, key);
  if (raw === undefined) return ok({});
  if (raw === null) return ok(Object.fromEntries(fields.map((field) => [field, null])));
  return isRecord(raw) ? ok(raw) : refused(wrongType(`${FIELD}.${key}`, 'an object'));
};

const askedName = (raw: unknown, { nameMayBeUnset }: RulesOfState): Parsed<ProgramUpdate> => {
  if (raw === undefined) return NOTHING_ASKED;
  if (raw !== null) return parseProgramName(raw).map((name) => ({ name }));
  return nameMayBeUnset ? ok({ name: null }) : refused(required(`${FIELD}.name`));
};

const askedCustomName = (raw: unknown): Parsed<ProgramUpdate> =>
  raw === undefined ? NOTHING_ASKED : parseCustomName(raw).map((customName) => ({ customName }));

const askedNameForms = (raw: unknown): Parsed<ProgramUpdate> =>
  raw === undefined
    ? NOTHING_ASKED
    : parseCustomNameForms(raw).map((customNameForms) => ({ customNameForms }));

const askedIcon = (raw: unknown, { isIconUnchanged }: RulesOfState): Parsed<ProgramUpdate> => {
  if (raw === undefined || isIconUnchanged(raw)) return NOTHING_ASKED;
  if (raw === null) return ok({ icon: null });
  return parseIcon(raw).map((icon) => ({ icon: withoutPlaceholder(icon) }));
};

const askedMonths = (raw: unknown): Parsed<ProgramUpdate> => {
  if (raw === undefined) return NOTHING_ASKED;
  const months =
    raw === null ? ok(DEFAULT_EXPIRATION_SETTINGS.monthsOfInactivity) : parseMonthsOfInactivity(raw);
  return months.map((monthsOfInactivity) => ({ monthsOfInactivity }));
};

const askedPercentage = (raw: unknown): Parsed<ProgramUpdate> => {
  if (raw === undefined) return NOTHING_ASKED;
  const percentage =
    raw === null
      ? ok(DEFAULT_EXPIRATION_SETTINGS.expiringPointsPercentage)
      : parseExpiringPointsPercentage(raw);
  return percentage.map((expiringPointsPercentage) => ({ expiringPointsPercentage }));
};

/** All the values that are asked for, or all the violations. */
const merge = (parts: readonly Parsed<ProgramUpdate>[]): Parsed<ProgramUpdate> =>
  Result.combineWithAllErrors([...parts])
    .map((values) => values.reduce((all, each) => ({ ...all, ...each }), {}))
    .mapErr(joined);

/**
 * Parses an update as it came from outside, by those rules that need no program: for a form that validates while
 * its user types. `customise` knows the others.
 */
export const parseProgramUpdate = (raw: unknown, rules = STATELESS): Parsed<ProgramUpdate> => {
  if (raw === undefined || raw === null) return refused(required(FIELD));
  if (!isRecord(raw)) return refused(wrongType(FIELD, 'an object'));
  const points = partOf(raw, 'pointDefinition', Object.keys(DEFAULT_POINT_DEFINITION));
  const expiration = partOf(raw, 'pointsExpiration', Object.keys(DEFAULT_EXPIRATION_SETTINGS));
  return merge([
    askedName(ownValue(raw, 'name'), rules),
    points.andThen((part) =>
      merge([
        askedCustomName(ownValue(part, 'customName')),
        askedNameForms(ownValue(part, 'customNameForms')),
        askedIcon(ownValue(part, 'icon'), rules),
      ]).andThen(rules.settlePoints),
    ),
    expiration.andThen((part) =>
      merge([
        askedMonths(ownValue(part, 'monthsOfInactivity')),
        askedPercentage(ownValue(part, 'expiringPointsPercentage')),
      ]),
    ),
  ]);
};
