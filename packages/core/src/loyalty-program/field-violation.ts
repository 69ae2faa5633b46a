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

type Describe<Detail> = (detail: Detail) => string;

/** Makes the violations of a rule whose data is one value. */
const breaking =
  <Detail extends string | number>(violatedRule: ViolatedRule, key: string, describe: Describe<Detail>) =>
  (field: string, detail: Detail): FieldViolation => ({
    field,
    description: `must ${describe(detail)}`,
    violatedRule,
    data: { [key]: detail },
  });

export const required = (field: string): FieldViolation => ({
  field,
  description: 'is required',
  violatedRule: 'REQUIRED_FIELD',
  data: {},
});

export const invisible = (field: string): FieldViolation => ({
  field,
  description: 'must contain at least one visible character',
  violatedRule: 'INVISIBLE',
  data: {},
});

const be = (expected: string): string => `be ${expected}`;

export const wrongType = breaking('TYPE', 'expected', be);

export const wrongFormat = breaking('FORMAT', 'expected', be);

const atLeast = (threshold: number): string => `be at least ${String(threshold)}`;

const atMost = (threshold: number): string => `be at most ${String(threshold)}`;

export const tooSmall = breaking('MIN', 'threshold', atLeast);

export const tooLarge = breaking('MAX', 'threshold', atMost);

export const tooShort = breaking('MIN_LENGTH', 'threshold', (n: number) => `${atLeast(n)} characters long`);

export const tooLong = breaking('MAX_LENGTH', 'threshold', (n: number) => `${atMost(n)} characters long`);

export const tooManyItems = breaking(
  'MAX_LENGTH',
  'threshold',
  (n: number) => `have at most ${String(n)} entries`,
);

const containing = breaking(
  'FORBIDDEN_CHARACTER',
  'codePoint',
  (c: string) => `not contain the character ${c}`,
);

export const forbiddenCharacter = (field: string, character: string): FieldViolation =>
  containing(field, `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
