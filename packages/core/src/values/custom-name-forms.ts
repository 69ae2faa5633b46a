import { Result, err, ok } from 'neverthrow';
import {
  type FieldViolation,
  isNonEmpty,
  required,
  tooManyItems,
  wrongFormat,
  wrongType,
} from './field-violation.js';
import { LOCALE_LENGTH, MAX_NAME_LOCALES, NAME_FORM_LENGTH } from './limits.js';
import { type Parsed, isRecord, joined, ownValue, refused } from './parsing.js';
import { PLURAL_CATEGORIES, type PluralCategory } from './plural-category.js';
import { parseDisplayText } from './text.js';

/** A custom name by plural category, 1–20 characters each; `other` stands in for what is not there. */
export type NameForms = Readonly<Partial<Record<PluralCategory, string>> & { other: string }>;

/** How a custom name is inflected in one language. */
export interface LocaleNameForms {
  /** Canonical BCP 47 tag. */
  readonly locale: string;
  readonly forms: NameForms;
}

/** How a custom name is inflected, in at most 20 languages, each named once. */
export type CustomNameForms = readonly LocaleNameForms[];

/** `undefined` where the text is no well-formed BCP 47 tag. */
const canonicalLocale = (tag: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
};

const parseLocale = (field: string, raw: unknown): Parsed<string> => {
  if (raw === undefined || raw === null) return refused(required(field));
  if (typeof raw !== 'string') return refused(wrongType(field, 'a string'));
  const locale = raw.length > LOCALE_LENGTH.maxLength ? undefined : canonicalLocale(raw);
  return locale === undefined
    ? refused(wrongFormat(field, 'a BCP 47 language tag, such as pl or pt-BR'))
    : ok(locale);
};

const parseForms = (field: string, raw: unknown): Parsed<NameForms> => {
  if (raw === undefined || raw === null) return refused(required(field));
  if (!isRecord(raw)) return refused(wrongType(field, 'an object'));
  const each = PLURAL_CATEGORIES.flatMap((category) => {
    const text = ownValue(raw, category);
    return text === undefined || text === null
      ? []
      : parseDisplayText(`${field}.${category}`, text, NAME_FORM_LENGTH).map(
          (form) => [category, form] as const,
        );
  });
  return Result.combineWithAllErrors(each)
    .mapErr(joined)
    .map((forms): Partial<NameForms> => Object.fromEntries(forms))
    .andThen(({ other, ...forms }) =>
      other === undefined ? refused(required(`${field}.other`)) : ok({ ...forms, other }),
    );
};

const parseLocaleForms = (field: string, raw: unknown): Parsed<LocaleNameForms> =>
  isRecord(raw)
    ? Result.combineWithAllErrors([
        parseLocale(`${field}.locale`, ownValue(raw, 'locale')),
        parseForms(`${field}.forms`, ownValue(raw, 'forms')),
      ])
        .map(([locale, forms]) => ({ locale, forms }))
        .mapErr(joined)
    : refused(wrongType(field, 'an object'));

/** Which entries name a language that an earlier one has named. */
const repetitions = (field: string, all: CustomNameForms): readonly FieldViolation[] =>
  all.flatMap(({ locale }, index) =>
    all.findIndex((each) => each.locale === locale) < index
      ? [wrongFormat(`${field}[${index}].locale`, 'a language that no other entry names')]
      : [],
  );

/** Parses the forms of a custom name. `null` and an empty list mean that there are none. */
export const parseCustomNameForms = (
  raw: unknown,
  field = 'loyaltyProgram.pointDefinition.customNameForms',
): Parsed<CustomNameForms | null> => {
  if (raw === null) return ok(null);
  if (!Array.isArray(raw)) return refused(wrongType(field, 'a list'));
  if (raw.length > MAX_NAME_LOCALES) return refused(tooManyItems(field, MAX_NAME_LOCALES));
  const each = Array.from(raw, (one: unknown, index) => parseLocaleForms(`${field}[${index}]`, one));
  return Result.combineWithAllErrors(each)
    .mapErr(joined)
    .andThen((all) => {
      const repeated = repetitions(field, all);
      if (isNonEmpty(repeated)) return err(repeated);
      return ok(isNonEmpty(all) ? all : null);
    });
};

const isSameLocaleForms = (a: LocaleNameForms, b: LocaleNameForms | undefined): boolean =>
  a.locale === b?.locale && PLURAL_CATEGORIES.every((category) => a.forms[category] === b.forms[category]);

export const isSameNameForms = (a: CustomNameForms | null, b: CustomNameForms | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.length === b.length &&
    a.every((each, index) => isSameLocaleForms(each, b[index])));
