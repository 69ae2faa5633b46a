import { err, ok } from 'neverthrow';
import {
  type FieldViolation,
  forbiddenCharacter,
  invisible,
  isNonEmpty,
  tooLong,
  tooShort,
  wrongType,
} from './field-violation.js';
import { type Parsed, refused } from './parsing.js';

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
export const lengthOf = (text: string): number => {
  let length = 0;
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) length += 1;
  return length;
};

/** Inclusive bounds in code points. */
export interface LengthLimits {
  readonly minLength?: number;
  readonly maxLength: number;
}

const lengthViolation = (field: string, text: string, limits: LengthLimits): FieldViolation | undefined => {
  const length = lengthOf(text);
  if (limits.minLength !== undefined && length < limits.minLength) return tooShort(field, limits.minLength);
  return length > limits.maxLength ? tooLong(field, limits.maxLength) : undefined;
};

const parseText = (field: string, text: string, limits: LengthLimits, forbidden: RegExp): Parsed<string> => {
  const violations: FieldViolation[] = [];
  const ofLength = lengthViolation(field, text, limits);
  if (ofLength !== undefined) violations.push(ofLength);
  const found = forbidden.exec(text);
  if (found !== null) violations.push(forbiddenCharacter(field, found[0]));
  if (forbidden === NOT_DISPLAYABLE && NOTHING_VISIBLE.test(text)) violations.push(invisible(field));
  return isNonEmpty(violations) ? err(violations) : ok(text);
};

/** Parses a text that people see, into its normal form. */
export const parseDisplayText = (field: string, raw: unknown, limits: LengthLimits): Parsed<string> =>
  typeof raw === 'string'
    ? parseText(field, normaliseText(raw), limits, NOT_DISPLAYABLE)
    : refused(wrongType(field, 'a string'));

/** Parses a text that only has to survive storage. It is kept as written. */
export const parseStorableText = (field: string, raw: unknown, limits: LengthLimits): Parsed<string> =>
  typeof raw === 'string'
    ? parseText(field, raw, limits, NOT_STORABLE)
    : refused(wrongType(field, 'a string'));
