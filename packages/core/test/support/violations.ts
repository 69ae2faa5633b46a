import type { FieldViolation } from '@loyalty-programs/core';

/** Violations as `field RULE`, for readable comparisons. */
export const named = (violations: readonly FieldViolation[]): readonly string[] =>
  violations.map(({ field, violatedRule }) => `${field} ${violatedRule}`);

/** The rules that were broken: for `parsed.match(none, rules)`. */
export const rules = (violations: readonly FieldViolation[]): readonly string[] =>
  violations.map(({ violatedRule }) => violatedRule);

export const none = (): readonly string[] => [];
