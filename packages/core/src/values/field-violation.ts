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
] as const;

export type ViolatedRule = (typeof VIOLATED_RULES)[number];

/** One broken rule of one field, with what is needed to explain it to a person. */
export interface FieldViolation {
  /** Path of the field, in the words of the wire: `loyaltyProgram.pointDefinition.customName`. */
  readonly field: string;
  /** An English sentence without the field's name: "must be at least 2 characters long". */
  readonly description: string;
  readonly violatedRule: ViolatedRule;
  /** `threshold` of a limit, `expected` type or format, `codePoint` of a forbidden character. */
  readonly data: Readonly<Record<string, string | number | readonly string[]>>;
}

export type NonEmptyArray<T> = readonly [T, ...T[]];

/** Narrows a list to one that has at least one element. */
export const isNonEmpty = <T>(list: readonly T[]): list is NonEmptyArray<T> => list.length > 0;

/** Makes the violations of a rule whose data is one value, which stands between the words of the description. */
const breaking =
  (violatedRule: ViolatedRule, key: string, before: string, after = '') =>
  (field: string, detail: string | number): FieldViolation => ({
    field,
    description: `must ${before} ${detail}${after}`,
    violatedRule,
    data: { [key]: detail },
  });

/** Makes the violations of a rule that has nothing more to tell. */
const breakingPlain =
  (violatedRule: ViolatedRule, description: string) =>
  (field: string): FieldViolation => ({ field, description, violatedRule, data: {} });

export const required = breakingPlain('REQUIRED_FIELD', 'is required');

export const invisible = breakingPlain('INVISIBLE', 'must contain at least one visible character');

export const wrongType = breaking('TYPE', 'expected', 'be');

export const wrongFormat = breaking('FORMAT', 'expected', 'be');

export const tooSmall = breaking('MIN', 'threshold', 'be at least');

export const tooLarge = breaking('MAX', 'threshold', 'be at most');

export const tooShort = breaking('MIN_LENGTH', 'threshold', 'be at least', ' characters long');

export const tooLong = breaking('MAX_LENGTH', 'threshold', 'be at most', ' characters long');

export const tooManyItems = breaking('MAX_LENGTH', 'threshold', 'have at most', ' entries');

const containing = breaking('FORBIDDEN_CHARACTER', 'codePoint', 'not contain the character');

export const forbiddenCharacter = (field: string, character: string): FieldViolation =>
  containing(field, `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
