import { ok } from 'neverthrow';
import { type Parsed, Violations, asIs, invalid, isRecord, ownValue, pathOf } from './parsing.js';
import { required, tooManyItems, wrongFormat, wrongType } from './violations.js';

/** Of a language tag, as a caller gives it. */
export const LOCALE_LENGTH = { minLength: 1, maxLength: 64 } as const;

/** In how many languages a value can be given. */
export const MAX_LOCALES = 20;

/** `undefined` where the text is not a well-formed BCP 47 tag. */
const canonicalLocale = (tag: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
};

const parseLocale = (raw: unknown, path: string): Parsed<string> => {
  if (raw === undefined || raw === null) return invalid(required(path));
  if (typeof raw !== 'string') return invalid(wrongType(path, 'a string'));
  const locale = raw.length > LOCALE_LENGTH.maxLength ? undefined : canonicalLocale(raw);
  return locale === undefined
    ? invalid(wrongFormat(path, 'a BCP 47 language tag, such as pl or pt-BR'))
    : ok(locale);
};

const parseEntry = <T>(
  raw: unknown,
  path: string,
  key: string,
  parse: (value: unknown, path: string) => Parsed<T>,
): Parsed<readonly [locale: string, value: T] | undefined> => {
  if (!isRecord(raw)) return invalid(wrongType(path, 'an object'));
  const violations = new Violations();
  const locale = parseLocale(ownValue(raw, 'locale'), pathOf(path, 'locale')).match(asIs, violations.note);
  const inner = ownValue(raw, key);
  const field = pathOf(path, key);
  const parsed = inner === undefined || inner === null ? invalid(required(field)) : parse(inner, field);
  const value = parsed.match(asIs, violations.note);
  const isWhole = locale !== undefined && value !== undefined;
  return violations.unlessAny(isWhole ? ([locale, value] as const) : undefined);
};

/**
 * Parses a value that is given per language: a list of `{ locale, [key]: value }`, in which each language stands
 * once. `null` for an empty list. Reports the violations of all entries at once.
 */
export const parsePerLocale = <T>(
  raw: unknown,
  path: string,
  key: string,
  parse: (value: unknown, path: string) => Parsed<T>,
): Parsed<ReadonlyMap<string, T> | null> => {
  if (!Array.isArray(raw)) return invalid(wrongType(path, 'a list'));
  if (raw.length > MAX_LOCALES) return invalid(tooManyItems(path, MAX_LOCALES));
  const violations = new Violations();
  const entries = Array.from(raw, (each: unknown, index) =>
    parseEntry(each, `${path}[${index}]`, key, parse).match(asIs, violations.note),
  );
  const values = new Map<string, T>();
  entries.forEach((entry, index) => {
    if (entry === undefined) return;
    if (values.has(entry[0])) {
      violations.add(wrongFormat(`${path}[${index}].locale`, 'a language that no other entry names'));
    } else values.set(...entry);
  });
  return violations.unlessAny(values.size === 0 ? null : values);
};
