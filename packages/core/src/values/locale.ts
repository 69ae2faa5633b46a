import { err, fromThrowable, ok } from 'neverthrow';
import { type Kind, type Part, type PropertyOf, mandatory } from './kinds.js';
import { invalid } from './parsing.js';
import { type FieldViolation, isNonEmpty, tooManyItems, wrongFormat, wrongType } from './violations.js';

/** Of a language tag, as a caller gives it. */
export const LOCALE_LENGTH = { minLength: 1, maxLength: 64 } as const;

/** In how many languages a value can be given. */
export const MAX_LOCALES = 20;

/** A text that is no well-formed BCP 47 tag makes it throw. */
const canonical = /* @__PURE__ */ fromThrowable((tag: string) => Intl.getCanonicalLocales(tag)[0]);

/** A language tag, in its canonical form. */
export const locale: PropertyOf<string> = /* @__PURE__ */ mandatory({
  schema: { type: 'text', ...LOCALE_LENGTH, isDisplayed: false },
  parse: (raw, path) => {
    if (typeof raw !== 'string') return invalid(wrongType(path, 'a string'));
    const tag = raw.length > LOCALE_LENGTH.maxLength ? undefined : canonical(raw).unwrapOr(undefined);
    return tag === undefined ? invalid(wrongFormat(path, 'a language tag such as pt-BR')) : ok(tag);
  },
});

/**
 * The kind of a value that is given per language: a list of entries, in which each language occurs once. An empty
 * list means none. Reports the violations of all entries at once.
 */
export const perLocale = <T extends { readonly locale: string }, Input = T>(
  entry: Part<T>,
): Kind<readonly T[], readonly Input[]> => ({
  schema: { type: 'list', maxItems: MAX_LOCALES, items: entry.schema },
  parse: (raw, path) => {
    if (!Array.isArray(raw)) return invalid(wrongType(path, 'a list'));
    if (raw.length > MAX_LOCALES) return invalid(tooManyItems(path, MAX_LOCALES));
    const violations: FieldViolation[] = [];
    const entries = new Map<string, T>();
    for (const [index, each] of raw.entries()) {
      const at = `${path}[${index}]`;
      const parsed = entry.parse(each, at);
      if (parsed.isErr()) violations.push(...parsed.error);
      else if (entries.has(parsed.value.locale)) {
        violations.push(wrongFormat(`${at}.locale`, 'a unique language'));
      } else entries.set(parsed.value.locale, parsed.value);
    }
    if (isNonEmpty(violations)) return err(violations);
    return ok(entries.size === 0 ? null : [...entries.values()]);
  },
});
