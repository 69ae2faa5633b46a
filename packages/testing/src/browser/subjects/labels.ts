import { type LabelledPoints, formatPoints, unitName } from '@loyalty-programs/core/point-labels';

/** Labels to make. Counts are numbers in words, as JSON has none for those that are not finite. */
export interface Asked {
  readonly locales: readonly string[];
  readonly counts: readonly string[];
  readonly pointDefinition: LabelledPoints;
}

/** The bare name of the unit and the labels of all counts, in each of the locales: one per line. */
export const labelsOf = ({ locales, counts, pointDefinition }: Asked): readonly string[] =>
  locales.flatMap((locale) => [
    `${locale}: ${unitName({ locale, pointDefinition })}`,
    ...counts.map(
      (count) => `${locale} ${count}: ${formatPoints(Number(count), { locale, pointDefinition })}`,
    ),
  ]);

/** The default language. */
export const ownLanguage = (): string => new Intl.NumberFormat().resolvedOptions().locale;

/** A number as each of the locales writes it, by the data of this runtime. */
export const numbersOf = (locales: readonly string[]): readonly string[] =>
  locales.map((locale) => new Intl.NumberFormat(locale).format(-1234567.5));
