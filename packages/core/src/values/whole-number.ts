import { ok } from 'neverthrow';
import { tooLarge, tooSmall, wrongType } from './field-violation.js';
import { type Parsed, refused } from './parsing.js';

/** Parses a whole number within inclusive bounds. */
export const parseWholeNumber = (
  field: string,
  raw: unknown,
  { min, max }: { readonly min: number; readonly max: number },
): Parsed<number> => {
  if (typeof raw === 'number') {
    if (raw < min) return refused(tooSmall(field, min));
    if (raw > max) return refused(tooLarge(field, max));
    // Turns -0 into 0, which is what every store and JSON would do.
    if (Number.isInteger(raw)) return ok(raw + 0);
  }
  return refused(wrongType(field, 'a whole number'));
};
