import { signal } from '@preact/signals';
import type { MessageKey, Messages } from './languages/messages.js';

/** The languages of the page: what their speakers call them, and where their messages are. To add one, add a line. */
export const LANGUAGES = {
  en: { name: 'English', load: () => import('./languages/en.js').then(({ en }): Messages => en) },
  de: { name: 'Deutsch', load: () => import('./languages/de.js').then(({ de }) => de) },
  es: { name: 'Español', load: () => import('./languages/es.js').then(({ es }) => es) },
  fr: { name: 'Français', load: () => import('./languages/fr.js').then(({ fr }) => fr) },
  he: { name: 'עברית', load: () => import('./languages/he.js').then(({ he }) => he) },
  ja: { name: '日本語', load: () => import('./languages/ja.js').then(({ ja }) => ja) },
} as const satisfies Record<string, { name: string; load: () => Promise<Messages> }>;

export type Language = keyof typeof LANGUAGES;

const RIGHT_TO_LEFT: readonly string[] = ['he'];

const STORED = 'loyalty-dashboard-language';

const messages = signal<Messages | undefined>(undefined);

/** The language of the page. */
export const language = signal<Language>('en');

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(LANGUAGES, tag);

/** Storage can be switched off, and then it throws. */
const stored = (): string => {
  try {
    return localStorage.getItem(STORED) ?? '';
  } catch {
    return '';
  }
};

const preferred = (): Language =>
  [stored(), ...navigator.languages].map((tag) => tag.split('-')[0] ?? '').find(isLanguage) ?? 'en';

/** Shows the page in a language: by default the one that was chosen before, or the browser's. */
export const chooseLanguage = async (chosen?: Language): Promise<void> => {
  const tag = chosen ?? preferred();
  messages.value = await LANGUAGES[tag].load();
  language.value = tag;
  document.documentElement.lang = tag;
  document.documentElement.dir = RIGHT_TO_LEFT.includes(tag) ? 'rtl' : 'ltr';
  if (chosen === undefined) return;
  try {
    localStorage.setItem(STORED, chosen);
  } catch {
    // It is chosen for this visit.
  }
};

type Values = Readonly<Record<string, string | number>>;

const filled = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/gu, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === 'number' ? numberText(value) : value;
  });

/** A message, with values in the places of their names: `{count}`. Numbers are written as the language does. */
export const t = (key: MessageKey, values: Values = {}): string =>
  filled(messages.value?.[key] ?? key, values);

type Counted<Key> = Key extends `${infer Start}.other` ? Start : never;

/** A message that depends on a count: `months.one`, `months.other`. */
export const tCount = (key: Counted<MessageKey>, count: number, values: Values = {}): string => {
  const category = new Intl.PluralRules(language.value).select(count);
  const all: Readonly<Record<string, string | undefined>> = { ...messages.value };
  return filled(all[`${key}.${category}`] ?? all[`${key}.other`] ?? key, { count, ...values });
};

export const numberText = (value: number): string => new Intl.NumberFormat(language.value).format(value);

export const percentText = (value: number): string =>
  new Intl.NumberFormat(language.value, { style: 'percent' }).format(value / 100);

export const timeText = (time: number): string =>
  new Intl.DateTimeFormat(language.value, { dateStyle: 'medium', timeStyle: 'short' }).format(time);

export const listText = (items: readonly string[]): string =>
  new Intl.ListFormat(language.value).format(items);

/** What a language is called in the language of the page. */
export const languageName = (locale: string): string => {
  try {
    return new Intl.DisplayNames([language.value], { type: 'language' }).of(locale) ?? locale;
  } catch {
    return locale;
  }
};
