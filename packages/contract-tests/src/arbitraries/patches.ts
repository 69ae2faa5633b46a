import { FIELD_LIST, type Field, ICON_LIMITS, type ViolatedRule } from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';
import { iconInputs, refusedIconUrls } from './icons.js';
import { validInputs } from './inputs.js';
import { anyJson } from './json.js';
import { type TextLimits, forbiddenTexts, invisibleTexts, tooLongTexts } from './texts.js';

/** What a patch may say of one field. An invalid value names the rule that it breaks. */
export type FieldCase =
  | { readonly says: 'absent' | 'null' }
  | { readonly says: 'empty' | 'valid'; readonly raw: unknown }
  | { readonly says: 'invalid'; readonly raw: unknown; readonly rule: ViolatedRule };

/** An icon breaks rules field by field: the invalid field is given with the icon. */
export type IconCase =
  FieldCase | { readonly says: 'invalid field'; readonly raw: unknown; readonly field: string };

/** What a patch may say of a part of the program. */
export type PartCase = 'absent' | 'null' | 'not an object' | 'object';

/** A patch, field by field. `noise` is something that an update has to ignore. */
export interface PatchCases {
  /** By path. What a field says counts where its part is an object. */
  readonly fields: Readonly<Record<string, IconCase>>;
  readonly parts: Readonly<Record<string, PartCase>>;
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
const noList = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant({}));
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
    fc.constantFrom(-1, 0.5, ICON_LIMITS.size.max + 1, '64').map((size) => ({
      says: 'invalid field' as const,
      raw: { url: 'https://example.com/star.svg', [field]: size },
      field,
    })),
  ),
);

const text = (field: Field, limits: TextLimits): Arbitrary<FieldCase> =>
  fc.oneof(
    ABSENT,
    NULL,
    EMPTY,
    { weight: 3, arbitrary: saying('valid', validInputs(field)) },
    { weight: 2, arbitrary: invalidText(limits) },
  );

const list = (field: Field): Arbitrary<FieldCase> =>
  fc.oneof(ABSENT, NULL, saying('valid', validInputs(field)), breaking('TYPE', noList));

const casesOf = (field: Field): Arbitrary<IconCase> => {
  const { schema } = field.kind;
  switch (schema.type) {
    case 'text':
      return text(field, schema);
    case 'integer':
      return wholeNumber(schema);
    case 'list':
      return list(field);
    case 'object':
      return icon;
    case 'word':
      throw new TypeError(`an update can't set ${field.path}`);
  }
};

/** Forms of a name depend on the name: they have tests of their own. */
const fields = FIELD_LIST.filter(({ event, key }) => event !== null && key !== 'customNameForms');
const parts = [...new Set(fields.flatMap(({ part }) => part ?? []))];

const partCases = (): Arbitrary<PartCase> =>
  fc.constantFrom('absent', 'null', 'not an object', 'object', 'object', 'object', 'object', 'object');

/** Partial patches of every kind: each field absent, `null`, empty, valid or invalid on its own. */
export const patchCases = (): Arbitrary<PatchCases> =>
  fc.record({
    fields: fc.record(Object.fromEntries(fields.map((field) => [field.path, casesOf(field)]))),
    parts: fc.record(Object.fromEntries(parts.map((part) => [part, partCases()]))),
    noise: anyJson(),
  });

const rawField = (key: string, said: IconCase | undefined): object => {
  if (said === undefined) return {};
  if ('raw' in said) return { [key]: said.raw };
  return said.says === 'null' ? { [key]: null } : {};
};

const rawFields = (cases: PatchCases, part: string | null): object =>
  fields
    .filter((field) => field.part === part)
    .reduce((all, { key, path }) => ({ ...all, ...rawField(key, cases.fields[path]) }), {});

const rawPart = (cases: PatchCases, part: string): object => {
  switch (cases.parts[part]) {
    case 'null':
      return { [part]: null };
    case 'not an object':
      return { [part]: 'not an object' };
    case 'object':
      return { [part]: rawFields(cases, part) };
    default:
      return {};
  }
};

/** The patch as it comes from outside, read-only and unknown fields beside the others. */
export const rawPatchOf = (cases: PatchCases): unknown => ({
  status: 'ACTIVE',
  revision: '7',
  createdDate: null,
  premiumFeatures: cases.noise,
  noise: cases.noise,
  ...rawFields(cases, null),
  ...parts.reduce((all, part) => ({ ...all, ...rawPart(cases, part) }), {}),
});
