import type { IconInput, LoyaltyProgram } from '@loyalty-programs/core';
import { PLURAL_CATEGORIES, type PluralCategory, isEqual } from '@loyalty-programs/core/adapter-kit';

export interface TranslationRow {
  readonly locale: string;
  readonly name: string;
}

export interface FormsRow {
  readonly locale: string;
  readonly forms: Readonly<Partial<Record<PluralCategory, string>>>;
}

/** The form as it is typed: nothing in it need be valid. */
export interface Draft {
  readonly name: string;
  readonly translations: readonly TranslationRow[];
  /** The unit name with its forms: they belong together. */
  readonly unit: { readonly name: string; readonly forms: readonly FormsRow[] };
  readonly icon: IconInput | null;
}

export type Part = keyof Draft;

const PARTS: readonly Part[] = ['name', 'translations', 'unit', 'icon'];

export const draftOf = ({ name, nameTranslations, pointDefinition }: LoyaltyProgram): Draft => ({
  name: name ?? '',
  translations: nameTranslations ?? [],
  unit: { name: pointDefinition.customName ?? '', forms: pointDefinition.customNameForms ?? [] },
  icon: pointDefinition.icon,
});

/** The update that a draft asks for, for the rules to judge. */
export const updateOf = ({ name, translations, unit, icon }: Draft): object => ({
  name: name.trim() === '' ? null : name,
  nameTranslations: translations,
  pointDefinition: {
    customName: unit.name,
    customNameForms: unit.forms.map(({ locale, forms }) => ({
      locale,
      // A form that is left empty is not there.
      forms: Object.fromEntries(
        PLURAL_CATEGORIES.flatMap((category) => {
          const form = forms[category] ?? '';
          return form.trim() === '' ? [] : [[category, form]];
        }),
      ),
    })),
    icon,
  },
});

const isSame = (one: Draft, other: Draft, part: Part): boolean => isEqual(one[part], other[part]);

export const areSame = (one: Draft, other: Draft): boolean => PARTS.every((part) => isSame(one, other, part));

/** The parts that somebody else has changed, and those of them that are changed here too. */
export const changesBetween = (
  base: Draft,
  mine: Draft,
  theirs: Draft,
): { readonly taken: readonly Part[]; readonly contested: readonly Part[] } => {
  const changed = PARTS.filter((part) => !isSame(base, theirs, part) && !isSame(mine, theirs, part));
  return {
    taken: changed.filter((part) => isSame(base, mine, part)),
    contested: changed.filter((part) => !isSame(base, mine, part)),
  };
};

/** What is typed here, on top of what somebody else has saved. */
export const merged = (base: Draft, mine: Draft, theirs: Draft, kept: ReadonlySet<Part>): Draft => {
  const { taken, contested } = changesBetween(base, mine, theirs);
  const foreign = [...taken, ...contested.filter((part) => !kept.has(part))];
  const pick = <P extends Part>(part: P): Draft[P] => (foreign.includes(part) ? theirs[part] : mine[part]);
  return {
    name: pick('name'),
    translations: pick('translations'),
    unit: pick('unit'),
    icon: pick('icon'),
  };
};

const SAMPLES = [1, 2, 3, 5, 0, 4, 6, 8, 11, 20, 100, 1_000_000, 1.5];

/** The plural categories of a language, each with a number for which it is used. */
export const categoriesOf = (
  locale: string,
): readonly { readonly category: PluralCategory; readonly sample: number | undefined }[] => {
  const rules = new Intl.PluralRules(locale === '' ? 'en' : locale);
  const known: readonly string[] = rules.resolvedOptions().pluralCategories;
  return PLURAL_CATEGORIES.filter((category) => known.includes(category)).map((category) => ({
    category,
    sample: SAMPLES.find((number) => rules.select(number) === category),
  }));
};
