import { ok } from 'neverthrow';
import type { Kind } from './kinds.js';
import { LOCALE_LENGTH, MAX_LOCALES, parsePerLocale } from './locale.js';
import { type Parsed, Violations, asIs, invalid, isRecord, ownValue, pathOf } from './parsing.js';
import { parseDisplayText } from './text.js';
import { required, wrongType } from './violations.js';

/** The plural categories of Unicode's CLDR, in its order. */
export const PLURAL_CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

export type PluralCategory = (typeof PLURAL_CATEGORIES)[number];

/** Of a form of a name. */
export const NAME_FORM_LENGTH = { minLength: 1, maxLength: 20 } as const;

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

/** The forms of a custom name in one language, as a caller gives them. */
export interface LocaleNameFormsInput {
  /** BCP 47 tag. */
  readonly locale: string;
  readonly forms: Readonly<Partial<Record<PluralCategory, string | null>> & { other: string }>;
}

const parseForms = (raw: unknown, path: string): Parsed<NameForms> => {
  if (!isRecord(raw)) return invalid(wrongType(path, 'an object'));
  const violations = new Violations();
  const given = PLURAL_CATEGORIES.flatMap((category) => {
    const text = ownValue(raw, category);
    if (text === undefined || text === null) return [];
    const field = pathOf(path, category);
    return [
      [category, parseDisplayText(field, text, NAME_FORM_LENGTH).match(asIs, violations.note) ?? ''],
    ] as const;
  });
  const { other, ...forms }: Partial<NameForms> = Object.fromEntries(given);
  if (other === undefined && violations.areNone) return invalid(required(pathOf(path, 'other')));
  return violations.unlessAny({ ...forms, other: other ?? '' });
};

const parseNameForms = (raw: unknown, path: string): Parsed<CustomNameForms | null> =>
  parsePerLocale(raw, path, 'forms', parseForms).andThen((all) =>
    ok(all === null ? null : Array.from(all, ([locale, forms]) => ({ locale, forms }))),
  );

const form = { type: 'text', ...NAME_FORM_LENGTH, isDisplayed: true } as const;

/** The kind of a name's forms per language. */
export const nameForms: Kind<CustomNameForms, readonly LocaleNameFormsInput[]> = {
  schema: {
    type: 'list',
    maxItems: MAX_LOCALES,
    items: {
      type: 'object',
      properties: {
        locale: {
          schema: { type: 'text', ...LOCALE_LENGTH, isDisplayed: false },
          presence: 'required',
        },
        forms: {
          presence: 'required',
          schema: {
            type: 'object',
            properties: {
              zero: { schema: form, presence: 'optional' },
              one: { schema: form, presence: 'optional' },
              two: { schema: form, presence: 'optional' },
              few: { schema: form, presence: 'optional' },
              many: { schema: form, presence: 'optional' },
              other: { schema: form, presence: 'required' },
            },
          },
        },
      },
    },
  },
  parse: parseNameForms,
};
