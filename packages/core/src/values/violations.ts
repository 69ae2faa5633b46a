/** The rules a field can break. The names go over the wire as `violatedRule`. */
export const VIOLATED_RULES = [
  'REQUIRED_FIELD',
  'MIN_LENGTH',
  'MAX_LENGTH',
  'MIN',
  'MAX',
  'FORMAT',
  'TYPE',
  'FORBIDDEN_CHARACTER',
  'INVISIBLE',
  'UNKNOWN_FIELD',
] as const;

export type ViolatedRule = (typeof VIOLATED_RULES)[number];

/** One broken rule of one field, with what is needed to explain it to a person. */
export interface FieldViolation {
  /**
   * Path of the field in what the caller passed: `pointDefinition.customName`, `apps[2]`. Empty where the whole
   * value is wrong.
   */
  readonly field: string;
  /** An English phrase that follows the field's name: "must be at least 2 characters long". */
  readonly description: string;
  readonly violatedRule: ViolatedRule;
  /** `threshold` of a limit, `expected` type or format, `codePoint` of a forbidden character. */
  readonly data: Readonly<Record<string, string | number | readonly string[]>>;
}

export type NonEmptyArray<T> = readonly [T, ...T[]];

/** Narrows a list to one that has at least one element. */
export const isNonEmpty = <T>(list: readonly T[]): list is NonEmptyArray<T> => list.length > 0;

/** Makes violations of a rule with one detail in the middle of the description. */
const withDetail =
  (violatedRule: ViolatedRule, key: string, before: string, after = '') =>
  (field: string, detail: string | number): FieldViolation => ({
    field,
    description: `must ${before} ${detail}${after}`,
    violatedRule,
    data: { [key]: detail },
  });

/** Makes violations of a rule that needs no detail. */
const withoutDetail =
  (violatedRule: ViolatedRule, description: string) =>
  (field: string): FieldViolation => ({ field, description, violatedRule, data: {} });

export const required = /* @__PURE__ */ withoutDetail('REQUIRED_FIELD', 'is required');

export const invisible = /* @__PURE__ */ withoutDetail(
  'INVISIBLE',
  'must contain at least one visible character',
);

export const unknownField = /* @__PURE__ */ withoutDetail('UNKNOWN_FIELD', 'is not a known field');

export const wrongType = /* @__PURE__ */ withDetail('TYPE', 'expected', 'be');

export const wrongFormat = /* @__PURE__ */ withDetail('FORMAT', 'expected', 'be');

export const tooSmall = /* @__PURE__ */ withDetail('MIN', 'threshold', 'be at least');

export const tooLarge = /* @__PURE__ */ withDetail('MAX', 'threshold', 'be at most');

export const tooShort = /* @__PURE__ */ withDetail(
  'MIN_LENGTH',
  'threshold',
  'be at least',
  ' characters long',
);

export const tooLong = /* @__PURE__ */ withDetail(
  'MAX_LENGTH',
  'threshold',
  'be at most',
  ' characters long',
);

export const tooManyItems = /* @__PURE__ */ withDetail('MAX_LENGTH', 'threshold', 'have at most', ' entries');

const forbidden = /* @__PURE__ */ withDetail('FORBIDDEN_CHARACTER', 'codePoint', 'not contain the character');

export const forbiddenCharacter = (field: string, character: string): FieldViolation =>
  forbidden(field, `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
