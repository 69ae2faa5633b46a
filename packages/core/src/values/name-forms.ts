import { type Kind, type Part, mandatory, objectOf, optional, requiredText } from './kinds.js';
import { locale, perLocale } from './locale.js';

/** The plural categories of Unicode's CLDR, in its order. */
export const PLURAL_CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

export type PluralCategory = (typeof PLURAL_CATEGORIES)[number];

/** Of a form of a name. */
export const NAME_FORM_LENGTH = { minLength: 1, maxLength: 20 } as const;

/** A custom name by plural category, 1–20 characters each; `other` is used for absent ones. */
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

const form: Part<string> = /* @__PURE__ */ requiredText(NAME_FORM_LENGTH);

/** The kind of a name's forms per language. */
export const nameForms: Kind<CustomNameForms, readonly LocaleNameFormsInput[]> = /* @__PURE__ */ perLocale(
  /* @__PURE__ */ objectOf<LocaleNameForms>({
    locale,
    forms: mandatory(
      objectOf<NameForms>({
        zero: optional(form),
        one: optional(form),
        two: optional(form),
        few: optional(form),
        many: optional(form),
        other: mandatory(form),
      }),
    ),
  }),
);
