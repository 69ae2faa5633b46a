import { type LabelLocale, isLabelLocale } from './catalogue.js';

/** The regions that write Portuguese as Portugal does. */
const EUROPEAN_PORTUGUESE = ['AO', 'CH', 'CV', 'GQ', 'GW', 'LU', 'MO', 'MZ', 'PT', 'ST', 'TL'];

/** Two names of one language that no runtime brings together: Norwegian is Bokmål, where nothing else is said. */
const OTHER_NAMES: Readonly<Record<string, string>> = { no: 'nb', nb: 'no' };

/** No well-formed tag that means anything is longer. */
const MAX_LENGTH = 255;

/** A tag as `Intl` takes it; `undefined` for what is none. Underscores, as POSIX writes them, are understood. */
export const toLocale = (tag: string): Intl.Locale | undefined => {
  // Tags of private use have no language, which not every method of `Intl` takes well.
  if (tag.length > MAX_LENGTH || !/^[a-z]{2,8}(?:[-_]|$)/iu.test(tag)) return undefined;
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'));
  } catch {
    return undefined;
  }
};

/** The language of a locale. Runtimes differ on what the property `language` holds where it is undetermined. */
export const languageOf = ({ baseName }: Intl.Locale): string => baseName.replace(/-.*$/u, '');

/**
 * The tags under which something in the language may be listed, the most specific first: by script and region as
 * they are likely, so that `zh-TW` is traditional Chinese. A language in a script that is not its usual one does
 * not fall back to the language in its usual one.
 */
export const fallbacksOf = (locale: Intl.Locale): readonly string[] => {
  const likely = locale.maximize();
  const { script = '', region = '' } = likely;
  const language = languageOf(likely);
  const usual = new Intl.Locale(language).maximize().script;
  const otherName = OTHER_NAMES[language];
  const names = otherName === undefined ? [language] : [language, otherName];
  return [
    locale.baseName,
    ...names.flatMap((name) => [
      `${name}-${script}-${region}`,
      `${name}-${region}`,
      `${name}-${script}`,
      ...(script === usual ? [name] : []),
    ]),
  ];
};

/** The language of the catalogue for a locale; `undefined` where there is none. */
export const labelLocaleOf = (locale: Intl.Locale): LabelLocale | undefined => {
  const likely = locale.maximize();
  const { region = '' } = likely;
  if (languageOf(likely) === 'pt') return EUROPEAN_PORTUGUESE.includes(region) ? 'pt-PT' : 'pt';
  return fallbacksOf(locale).find(isLabelLocale);
};
