import { ok } from 'neverthrow';
import { type Parsed, invalid } from './parsing.js';
import { tooLarge, tooSmall, wrongType } from './violations.js';

/** Inclusive bounds of a whole number. */
export interface NumberLimits {
  readonly min: number;
  readonly max: number;
}

/** Parses a whole number within inclusive bounds. */
export const parseWholeNumber = (field: string, raw: unknown, { min, max }: NumberLimits): Parsed<number> => {
  if (typeof raw === 'number') {
    if (raw < min) return invalid(tooSmall(field, min));
    if (raw > max) return invalid(tooLarge(field, max));
    // Turns -0 into 0, as every store and JSON would.
    if (Number.isInteger(raw)) return ok(raw + 0);
  }
  return invalid(wrongType(field, 'a whole number'));
};
