import { LIMITS, type ViolatedRule } from '@loyalty-programs/core';
import fc, { type Arbitrary } from 'fast-check';
import { iconInputs, refusedIconUrls } from './icons.js';
import { anyJson } from './json.js';
import {
  type TextLimits,
  customNames,
  forbiddenTexts,
  invisibleTexts,
  programNames,
  tooLongTexts,
} from './texts.js';

/** What a patch may say of one field. An invalid value names the rule that it breaks. */
export type FieldCase =
  | { readonly says: 'absent' | 'null' }
  | { readonly says: 'empty' | 'valid'; readonly raw: unknown }
  | { readonly says: 'invalid'; readonly raw: unknown; readonly rule: ViolatedRule };

/** An icon breaks rules field by field: the field that is wrong stands beside the icon. */
export type IconCase =
  FieldCase | { readonly says: 'invalid field'; readonly raw: unknown; readonly field: string };

/** What a patch may say of a part of the program, and of the fields in it where it is an object. */
export type PartCase<Fields> =
  | { readonly says: 'absent' | 'null' | 'not an object' }
  | { readonly says: 'object'; readonly fields: Fields };

/** A patch, field by field. `noise` are fields that an update has to ignore. */
export interface PatchCases {
  readonly name: FieldCase;
  readonly pointDefinition: PartCase<{ readonly customName: FieldCase; readonly icon: IconCase }>;
  readonly pointsExpiration: PartCase<{
    readonly monthsOfInactivity: FieldCase;
    readonly expiringPointsPercentage: FieldCase;
  }>;
  readonly noise: unknown;
}

const ABSENT = fc.constant({ says: 'absent' as const });
const NULL = fc.constant({ says: 'null' as const });

const saying = <Says extends 'empty' | 'valid'>(says: Says, raws: Arbitrary<unknown>) =>
  raws.map((raw) => ({ says, raw }));

const breaking = (rule: ViolatedRule, raws: Arbitrary<unknown>): Arbitrary<FieldCase> =>
  raws.map((raw) => ({ says: 'invalid' as const, raw, rule }));

const noString = fc.oneof(fc.double(), fc.boolean(), fc.constant({}), fc.constant([]), fc.constant(['text']));
const noNumber = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.constant({}),
  fc.constant([]),
  fc.constant(Number.NaN),
);
const noObject = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.integer()));

const EMPTY = saying('empty', fc.constantFrom('', ' ', '\n\t\u00a0\ufeff'));

const invalidText = (limits: TextLimits): Arbitrary<FieldCase> =>
  fc.oneof(
    breaking('TYPE', noString),
    breaking('MAX_LENGTH', tooLongTexts(limits)),
    breaking('FORBIDDEN_CHARACTER', forbiddenTexts(limits)),
    breaking('INVISIBLE', invisibleTexts(limits)),
  );

const wholeNumber = (limits: { readonly min: number; readonly max: number }): Arbitrary<FieldCase> =>
  fc.oneof(
    ABSENT,
    NULL,
    { weight: 3, arbitrary: saying('valid', fc.integer(limits)) },
    breaking('TYPE', noNumber),
    breaking(
      'TYPE',
      fc.integer({ ...limits, max: limits.max - 1 }).map((n) => n + 0.5),
    ),
    breaking('MIN', fc.constantFrom(limits.min - 1, -1, -0.5, 0.999, Number.NEGATIVE_INFINITY)),
    breaking('MAX', fc.constantFrom(limits.max + 1, limits.max + 0.1, 1e308, Number.POSITIVE_INFINITY)),
  );

const icon: Arbitrary<IconCase> = fc.oneof(
  ABSENT,
  NULL,
  { weight: 3, arbitrary: saying('valid', iconInputs()) },
  breaking('TYPE', noObject),
  refusedIconUrls().map((url) => ({ says: 'invalid field' as const, raw: { url }, field: 'url' })),
  fc.constantFrom('width', 'height').chain((field) =>
    fc.constantFrom(-1, 0.5, LIMITS.icon.size.max + 1, '64').map((size) => ({
      says: 'invalid field' as const,
      raw: { url: 'https://example.com/star.svg', [field]: size },
      field,
    })),
  ),
);

const part = <Fields>(fields: Arbitrary<Fields>): Arbitrary<PartCase<Fields>> =>
  fc.oneof(ABSENT, NULL, fc.constant({ says: 'not an object' as const }), {
    weight: 6,
    arbitrary: fc.record({ says: fc.constant('object' as const), fields }),
  });

/** Partial patches of every kind: each field absent, `null`, empty, valid or invalid on its own. */
export const patchCases = (): Arbitrary<PatchCases> =>
  fc.record({
    name: fc.oneof(
      ABSENT,
      NULL,
      EMPTY,
      { weight: 3, arbitrary: saying('valid', programNames()) },
      { weight: 2, arbitrary: invalidText(LIMITS.name) },
    ),
    pointDefinition: part(
      fc.record({
        customName: fc.oneof(
          ABSENT,
          NULL,
          EMPTY,
          { weight: 3, arbitrary: saying('valid', customNames()) },
          invalidText(LIMITS.customName),
        ),
        icon,
      }),
    ),
    pointsExpiration: part(
      fc.record({
        monthsOfInactivity: wholeNumber(LIMITS.monthsOfInactivity),
        expiringPointsPercentage: wholeNumber(LIMITS.expiringPointsPercentage),
      }),
    ),
    noise: anyJson(),
  });

const field = (key: string, said: IconCase): object => {
  if ('raw' in said) return { [key]: said.raw };
  return said.says === 'null' ? { [key]: null } : {};
};

const partOf = (key: string, said: PartCase<Readonly<Record<string, IconCase>>>): object => {
  switch (said.says) {
    case 'absent':
      return {};
    case 'null':
      return { [key]: null };
    case 'not an object':
      return { [key]: 'not an object' };
    case 'object':
      return {
        [key]: Object.entries(said.fields).reduce(
          (all, [name, raw]) => ({ ...all, ...field(name, raw) }),
          {},
        ),
      };
  }
};

/** The patch as it comes from outside, read-only and unknown fields beside the others. */
export const rawPatchOf = ({ name, pointDefinition, pointsExpiration, noise }: PatchCases): unknown => ({
  status: 'ACTIVE',
  revision: '7',
  createdDate: null,
  premiumFeatures: noise,
  noise,
  ...field('name', name),
  ...partOf('pointDefinition', pointDefinition),
  ...partOf('pointsExpiration', pointsExpiration),
});
