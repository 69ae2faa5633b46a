import { type Result, ok } from 'neverthrow';
import { type FieldViolation, tooLong, tooShort, wrongFormat, wrongType } from './field-violation.js';
import { ACCOUNT_ID_LENGTH, ACTOR_LENGTH, SITE_ID_LENGTH } from './limits.js';
import { type Branded, type Parsed, branded, refused } from './parsing.js';
import { parseStorableText } from './text.js';

/** A tenant. Opaque, 1–64 characters of `A–Z a–z 0–9 . _ : -`, so GUIDs fit. One program per site. */
export type SiteId = Branded<'SiteId'>;

/** The account that sites belong to: 1–255 characters, kept as written. */
export type AccountId = Branded<'AccountId'>;

/** Who asked for a change, for the history: a user, an app, a key. 1–255 characters, kept as written. */
export type Actor = Branded<'Actor'>;

/** The characters of a site id. */
export const SITE_ID_PATTERN = /^[A-Za-z0-9._:-]*$/;

/** Parses a site id as it came from outside. */
export const parseSiteId = (raw: unknown, field = 'siteId'): Parsed<SiteId> => {
  if (typeof raw !== 'string') return refused(wrongType(field, 'a string'));
  if (raw.length < SITE_ID_LENGTH.minLength) return refused(tooShort(field, SITE_ID_LENGTH.minLength));
  if (raw.length > SITE_ID_LENGTH.maxLength) return refused(tooLong(field, SITE_ID_LENGTH.maxLength));
  if (!SITE_ID_PATTERN.test(raw)) return refused(wrongFormat(field, 'made of A–Z a–z 0–9 . _ : - only'));
  return ok(branded(raw));
};

/** Parses an account id as it came from outside. */
export const parseAccountId = (raw: unknown, field = 'accountId'): Parsed<AccountId> =>
  parseStorableText(field, raw, ACCOUNT_ID_LENGTH).map(branded<'AccountId'>);

/** Parses an actor as it came from outside. */
export const parseActor = (raw: unknown, field = 'actor'): Parsed<Actor> =>
  parseStorableText(field, raw, ACTOR_LENGTH).map(branded<'Actor'>);

const certain = <T>(parsed: Result<T, readonly FieldViolation[]>): T => {
  if (parsed.isOk()) return parsed.value;
  throw new TypeError(parsed.error.map(({ field, description }) => `${field} ${description}`).join('; '));
};

/** A site id that the program itself knows to be right. Throws on a wrong one: use `parseSiteId` for input. */
export const siteIdOf = (text: string): SiteId => certain(parseSiteId(text));

/** An actor that the program itself knows to be right. Throws on a wrong one: use `parseActor` for input. */
export const actorOf = (text: string): Actor => certain(parseActor(text));

/** An account id that the program itself knows to be right. Throws on a wrong one: use `parseAccountId` for input. */
export const accountIdOf = (text: string): AccountId => certain(parseAccountId(text));
