import type { FieldViolation } from '@loyalty-programs/core';

// Written out once more, instead of using the functions of the core: their output is part of the contract.

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

export const required = (field: string): FieldViolation => ({
  field,
  description: 'is required',
  violatedRule: 'REQUIRED_FIELD',
  data: {},
});

export const tooShort = (field: string, threshold: number): FieldViolation => ({
  field,
  description: `must be at least ${threshold} characters long`,
  violatedRule: 'MIN_LENGTH',
  data: { threshold },
});

export const tooLong = (field: string, threshold: number): FieldViolation => ({
  field,
  description: `must be at most ${threshold} characters long`,
  violatedRule: 'MAX_LENGTH',
  data: { threshold },
});

export const tooMany = (field: string, threshold: number): FieldViolation => ({
  field,
  description: `must have at most ${threshold} entries`,
  violatedRule: 'MAX_LENGTH',
  data: { threshold },
});

export const tooSmall = (field: string, threshold: number): FieldViolation => ({
  field,
  description: `must be at least ${threshold}`,
  violatedRule: 'MIN',
  data: { threshold },
});

export const tooLarge = (field: string, threshold: number): FieldViolation => ({
  field,
  description: `must be at most ${threshold}`,
  violatedRule: 'MAX',
  data: { threshold },
});

export const forbidden = (field: string, codePoint: string): FieldViolation => ({
  field,
  description: `must not contain the character ${codePoint}`,
  violatedRule: 'FORBIDDEN_CHARACTER',
  data: { codePoint },
});

export const invisible = (field: string): FieldViolation => ({
  field,
  description: 'must contain at least one visible character',
  violatedRule: 'INVISIBLE',
  data: {},
});
