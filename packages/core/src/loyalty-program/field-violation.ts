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

export const required = (field: string): FieldViolation => ({
  field,
  description: 'is required',
  violatedRule: 'REQUIRED_FIELD',
  data: {},
});

export const wrongType = (field: string, expected: string): FieldViolation => ({
  field,
  description: `must be ${expected}`,
  violatedRule: 'TYPE',
  data: { expected },
});

export const wrongFormat = (field: string, expected: string): FieldViolation => ({
  field,
  description: `must be ${expected}`,
  violatedRule: 'FORMAT',
  data: { expected },
});

export const tooShort = (field: string, threshold: number): FieldViolation => ({
  field,
  description: `must be at least ${String(threshold)} characters long`,
  violatedRule: 'MIN_LENGTH',
  data: { threshold },
});

export const tooLong = (field: string, threshold: number): FieldViolation => ({
  field,
  description: `must be at most ${String(threshold)} characters long`,
  violatedRule: 'MAX_LENGTH',
  data: { threshold },
});

export const tooManyItems = (field: string, threshold: number): FieldViolation => ({
  field,
  description: `must have at most ${String(threshold)} entries`,
  violatedRule: 'MAX_LENGTH',
  data: { threshold },
});

export const tooSmall = (field: string, threshold: number): FieldViolation => ({
  field,
  description: `must be at least ${String(threshold)}`,
  violatedRule: 'MIN',
  data: { threshold },
});

export const tooLarge = (field: string, threshold: number): FieldViolation => ({
  field,
  description: `must be at most ${String(threshold)}`,
  violatedRule: 'MAX',
  data: { threshold },
});

export const forbiddenCharacter = (field: string, character: string): FieldViolation => {
  const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    field,
    description: `must not contain the character ${codePoint}`,
    violatedRule: 'FORBIDDEN_CHARACTER',
    data: { codePoint },
  };
};

export const invisible = (field: string): FieldViolation => ({
  field,
  description: 'must contain at least one visible character',
  violatedRule: 'INVISIBLE',
  data: {},
});
