/**
 * Whose numbers stand for those of a language. Chromium has none for these, or wrong ones under their name, and
 * would show those of the reader's own language; the substitutes write them just so.
 */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  ...{ az: 'da', bs: 'da', gl: 'da', is: 'da', mk: 'da' },
  ...{ be: 'pl', hy: 'pl', ka: 'pl', sq: 'pl' },
  ...{ cy: 'en-GB', ga: 'en-IE', mt: 'en-MT' },
  ...{ eu: 'hr', kk: 'ru', nn: 'nb' },
};

/** The numbers of a locale, whose language may be known by another name to us; English where there are none. */
export const numberFormatOf = (locale: Intl.Locale, language: string): Intl.NumberFormat => {
  const substitute = SUBSTITUTES[language];
  const tags = substitute === undefined ? [locale.toString(), language] : [substitute];
  const [known = 'en'] = Intl.NumberFormat.supportedLocalesOf([...tags, 'en'], { localeMatcher: 'lookup' });
  const { numberingSystem } = locale;
  return new Intl.NumberFormat(known, {
    // Nobody has minus no points, be it that a small debt is shown as 0.
    signDisplay: 'negative',
    ...(numberingSystem !== undefined && { numberingSystem }),
  });
};
