import { type Result, ok } from 'neverthrow';
import { type FieldViolation, tooLong, tooShort, wrongFormat, wrongType } from './violations.js';
import { type Branded, type Parsed, branded, invalid } from './parsing.js';
import { parseStorableText } from './text.js';

export const SITE_ID_LENGTH = { minLength: 1, maxLength: 64 } as const;

export const ACCOUNT_ID_LENGTH = { minLength: 1, maxLength: 255 } as const;

export const ACTOR_LENGTH = { minLength: 1, maxLength: 255 } as const;

export const REQUEST_ID_LENGTH = { minLength: 1, maxLength: 255 } as const;

/** A tenant. Opaque, 1–64 characters of `A–Z a–z 0–9 . _ : -`, so GUIDs fit. One program per site. */
export type SiteId = Branded<'SiteId'>;

/** The account that sites belong to: 1–255 characters, kept as written. */
export type AccountId = Branded<'AccountId'>;

/** Who made a change, for the history: a user, an app, a key. 1–255 characters, kept as written. */
export type Actor = Branded<'Actor'>;

/** The request that caused a change, as the host names it: 1–255 characters, kept as written. */
export type RequestId = Branded<'RequestId'>;

/** The characters of a site id. */
export const SITE_ID_PATTERN = /^[A-Za-z0-9._:-]*$/;

/** Parses a site id as it came from outside. */
export const parseSiteId = (raw: unknown, field = 'siteId'): Parsed<SiteId> => {
  if (typeof raw !== 'string') return invalid(wrongType(field, 'a string'));
  if (raw.length < SITE_ID_LENGTH.minLength) return invalid(tooShort(field, SITE_ID_LENGTH.minLength));
  if (raw.length > SITE_ID_LENGTH.maxLength) return invalid(tooLong(field, SITE_ID_LENGTH.maxLength));
  if (!SITE_ID_PATTERN.test(raw)) return invalid(wrongFormat(field, 'made of A–Z a–z 0–9 . _ : - only'));
  return ok(branded(raw));
};

/** Parses an account id as it came from outside. */
export const parseAccountId = (raw: unknown, field = 'accountId'): Parsed<AccountId> =>
  parseStorableText(field, raw, ACCOUNT_ID_LENGTH).map(branded<'AccountId'>);

/** Parses an actor as it came from outside. */
export const parseActor = (raw: unknown, field = 'actor'): Parsed<Actor> =>
  parseStorableText(field, raw, ACTOR_LENGTH).map(branded<'Actor'>);

/** Parses a request id as it came from outside. */
export const parseRequestId = (raw: unknown, field = 'causedBy'): Parsed<RequestId> =>
  parseStorableText(field, raw, REQUEST_ID_LENGTH).map(branded<'RequestId'>);

/** A site id as a store holds it: it was parsed before it was stored, and stays readable if the rules are tightened. */
export const storedSiteId = (text: string): SiteId => branded(text);

/** An account id as a store holds it, like `storedSiteId`. */
export const storedAccountId = (text: string): AccountId => branded(text);

/** An actor as a store holds it, like `storedSiteId`. */
export const storedActor = (text: string): Actor => branded(text);

/** A request id as a store holds it, like `storedSiteId`. */
export const storedRequestId = (text: string): RequestId => branded(text);

const orThrow = <T>(parsed: Result<T, readonly FieldViolation[]>): T => {
  if (parsed.isOk()) return parsed.value;
  throw new TypeError(parsed.error.map(({ field, description }) => `${field} ${description}`).join('; '));
};

/** A site id for constants in code. Throws a `TypeError` on an invalid one: use `parseSiteId` for input. */
export const siteIdOf = (text: string): SiteId => orThrow(parseSiteId(text));

/** An actor for constants in code. Throws a `TypeError` on an invalid one: use `parseActor` for input. */
export const actorOf = (text: string): Actor => orThrow(parseActor(text));

/** An account id for constants in code. Throws a `TypeError` on an invalid one: use `parseAccountId` for input. */
export const accountIdOf = (text: string): AccountId => orThrow(parseAccountId(text));

/** A request id for constants in code. Throws a `TypeError` on an invalid one: use `parseRequestId` for input. */
export const requestIdOf = (text: string): RequestId => orThrow(parseRequestId(text));
