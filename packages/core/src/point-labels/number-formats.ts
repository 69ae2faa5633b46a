/** Whose numbers to show where a runtime has none for a language; never those of the reader's own language. */
const SUBSTITUTES: Readonly<Record<string, readonly string[]>> = {
  cy: ['en-GB'],
  ga: ['en-IE'],
  mt: ['en-MT', 'en-GB'],
};

/** The number format of the first of the tags that the runtime knows. */
export const numberFormatOf = (requested: string, language: string): Intl.NumberFormat => {
  const tags = [requested, language, ...(SUBSTITUTES[language] ?? []), 'en'];
  const [known = 'en'] = Intl.NumberFormat.supportedLocalesOf(tags, { localeMatcher: 'lookup' });
  return new Intl.NumberFormat(known);
};
