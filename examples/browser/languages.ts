export interface Language {
  readonly locale: string;
  /** What its speakers call it. */
  readonly name: string;
  readonly english: string;
  readonly direction: 'ltr' | 'rtl';
}

const ltr = (locale: string, name: string, english: string): Language => ({
  locale,
  name,
  english,
  direction: 'ltr',
});

const rtl = (locale: string, name: string, english: string): Language => ({
  ...ltr(locale, name, english),
  direction: 'rtl',
});

/** Languages that inflect in different ways. */
export const LANGUAGES: readonly Language[] = [
  ltr('en', 'English', 'English'),
  ltr('fr', 'Français', 'French'),
  ltr('pl', 'Polski', 'Polish'),
  rtl('ar-EG', 'العربية', 'Arabic'),
  rtl('he', 'עברית', 'Hebrew'),
  rtl('fa', 'فارسی', 'Persian'),
  ltr('ru', 'Русский', 'Russian'),
  ltr('sl', 'Slovenščina', 'Slovenian'),
  ltr('cy', 'Cymraeg', 'Welsh'),
  ltr('hi', 'हिन्दी', 'Hindi'),
  ltr('ja', '日本語', 'Japanese'),
  ltr('sw', 'Kiswahili', 'Swahili'),
];

export const COUNTS: readonly number[] = [0, 1, 2, 5, 21, 1.5, 1_234_567];
