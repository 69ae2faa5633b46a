import { err, ok } from 'neverthrow';
import {
  type FieldViolation,
  forbiddenCharacter,
  invisible,
  isNonEmpty,
  tooLong,
  tooShort,
  wrongType,
} from './violations.js';
import { type Parsed, invalid } from './parsing.js';

/**
 * What a displayed text may not contain: control characters, unpaired surrogates, line and paragraph
 * separators, and the bidirectional embeddings and isolates that would reorder the text around it.
 * LRM and RLM, joiners, emoji and combining marks are fine.
 */
const NOT_DISPLAYABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** What no store can be trusted to give back as it was: U+0000 and unpaired surrogates. */
const NOT_STORABLE = /[\u0000\p{Cs}]/u;

const NOTHING_VISIBLE = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]+$/u;

/** The form in which a displayed text is measured and stored: NFC, without white space around it. */
export const normaliseText = (raw: string): string => raw.normalize('NFC').trim();

/** Number of Unicode code points, as PostgreSQL's `char_length` counts them. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** Inclusive bounds in code points. */
export interface LengthLimits {
  readonly minLength?: number;
  readonly maxLength: number;
}

const checkText = (field: string, text: string, limits: LengthLimits, forbidden: RegExp): Parsed<string> => {
  const { minLength = 0, maxLength } = limits;
  const violations: FieldViolation[] = [];
  const length = lengthOf(text);
  if (length < minLength) violations.push(tooShort(field, minLength));
  if (length > maxLength) violations.push(tooLong(field, maxLength));
  const found = forbidden.exec(text);
  if (found !== null) violations.push(forbiddenCharacter(field, found[0]));
  if (forbidden === NOT_DISPLAYABLE && NOTHING_VISIBLE.test(text)) violations.push(invisible(field));
  return isNonEmpty(violations) ? err(violations) : ok(text);
};

/** Parses a text that people see, into its normal form. */
export const parseDisplayText = (field: string, raw: unknown, limits: LengthLimits): Parsed<string> =>
  typeof raw === 'string'
    ? checkText(field, normaliseText(raw), limits, NOT_DISPLAYABLE)
    : invalid(wrongType(field, 'a string'));

/** Parses a text that only needs to be storable. It is kept as written. */
export const parseStorableText = (field: string, raw: unknown, limits: LengthLimits): Parsed<string> =>
  typeof raw === 'string'
    ? checkText(field, raw, limits, NOT_STORABLE)
    : invalid(wrongType(field, 'a string'));
