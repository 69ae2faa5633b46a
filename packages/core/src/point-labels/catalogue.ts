import type { PluralCategory } from '../values/name-forms.js';

/**
 * Whole patterns by plural category; `#` is the place of the number, which some languages leave out. Keys such as
 * `=1` are exact values, as in ICU messages, and come before categories.
 */
export type Patterns = Readonly<Partial<Record<PluralCategory | `=${number}`, string>> & { other: string }>;

/** The default unit of points in one language. */
export interface PointUnit {
  /** For headings: no number beside it. */
  readonly name: string;
  /** A pattern for every category that CLDR names for the language, and for no other. */
  readonly patterns: Patterns;
}

const unit = (name: string, patterns: Patterns): PointUnit => ({ name, patterns });

/** Languages whose word is the same for one and for many. */
const invariable = (name: string, pattern: string): PointUnit => unit(name, { one: pattern, other: pattern });

/** Languages without plural categories. */
const uncounted = (name: string, other: string): PointUnit => unit(name, { other });

/** The default unit of points, by language tag. `docs/point-labels.md` says how to correct or add a language. */
export const CATALOGUE = {
  // Germanic
  en: unit('Points', { one: '# point', other: '# points' }),
  de: unit('Punkte', { one: '# Punkt', other: '# Punkte' }),
  nl: unit('Punten', { one: '# punt', other: '# punten' }),
  af: unit('Punte', { one: '# punt', other: '# punte' }),
  da: invariable('Point', '# point'),
  sv: invariable('Poäng', '# poäng'),
  nb: invariable('Poeng', '# poeng'),
  nn: invariable('Poeng', '# poeng'),
  is: unit('Punktar', { one: '# punktur', other: '# punktar' }),
  fo: invariable('Stig', '# stig'),
  lb: unit('Punkten', { one: '# Punkt', other: '# Punkten' }),

  // Romance; a whole million takes a preposition
  fr: unit('Points', { one: '# point', many: '# de points', other: '# points' }),
  es: unit('Puntos', { one: '# punto', many: '# de puntos', other: '# puntos' }),
  it: unit('Punti', { one: '# punto', many: '# di punti', other: '# punti' }),
  pt: unit('Pontos', { one: '# ponto', many: '# de pontos', other: '# pontos' }),
  'pt-PT': unit('Pontos', { one: '# ponto', many: '# de pontos', other: '# pontos' }),
  ca: unit('Punts', { one: '# punt', many: '# de punts', other: '# punts' }),
  oc: unit('Punts', { one: '# punt', other: '# punts' }),
  gl: unit('Puntos', { one: '# punto', other: '# puntos' }),
  ro: unit('Puncte', { one: '# punct', few: '# puncte', other: '# de puncte' }),

  // Slavic; fractions take the genitive singular
  pl: unit('Punkty', { one: '# punkt', few: '# punkty', many: '# punktów', other: '# punktu' }),
  cs: unit('Body', { one: '# bod', few: '# body', many: '# bodu', other: '# bodů' }),
  sk: unit('Body', { one: '# bod', few: '# body', many: '# bodu', other: '# bodov' }),
  sl: unit('Točke', { one: '# točka', two: '# točki', few: '# točke', other: '# točk' }),
  hr: unit('Bodovi', { one: '# bod', few: '# boda', other: '# bodova' }),
  bs: unit('Bodovi', { one: '# bod', few: '# boda', other: '# bodova' }),
  sr: unit('Поени', { one: '# поен', few: '# поена', other: '# поена' }),
  'sr-Latn': unit('Poeni', { one: '# poen', few: '# poena', other: '# poena' }),
  mk: unit('Поени', { one: '# поен', other: '# поени' }),
  bg: unit('Точки', { one: '# точка', other: '# точки' }),
  ru: unit('Баллы', { one: '# балл', few: '# балла', many: '# баллов', other: '# балла' }),
  uk: unit('Бали', { one: '# бал', few: '# бали', many: '# балів', other: '# бала' }),
  be: unit('Балы', { one: '# бал', few: '# балы', many: '# балаў', other: '# бала' }),

  // Baltic, Finnic, Ugric
  lv: unit('Punkti', { zero: '# punktu', one: '# punkts', other: '# punkti' }),
  lt: unit('Taškai', { one: '# taškas', few: '# taškai', many: '# taško', other: '# taškų' }),
  et: unit('Punktid', { one: '# punkt', other: '# punkti' }),
  fi: unit('Pisteet', { one: '# piste', other: '# pistettä' }),
  hu: invariable('Pontok', '# pont'),

  // Celtic; the number changes the first sound
  ga: unit('Pointí', {
    ...{ '=11': '# phointe', '=12': '# phointe', '=13': '# phointe', '=14': '# phointe', '=15': '# phointe' },
    ...{ '=16': '# phointe', '=17': '# bpointe', '=18': '# bpointe', '=19': '# bpointe' },
    one: '# phointe',
    two: '# phointe',
    few: '# phointe',
    many: '# bpointe',
    other: '# pointe',
  }),
  gd: unit('Puingean', { one: '# phuing', two: '# phuing', few: '# puingean', other: '# puing' }),
  cy: unit('Pwyntiau', {
    zero: '# pwynt',
    one: '# pwynt',
    two: '# bwynt',
    few: '# phwynt',
    many: '# phwynt',
    other: '# pwynt',
  }),

  // Elsewhere in Europe
  el: unit('Πόντοι', { one: '# πόντος', other: '# πόντοι' }),
  eu: unit('Puntuak', { one: 'puntu #', other: '# puntu' }),
  mt: unit('Punti', { one: '# punt', two: '# punti', few: '# punti', many: '#-il punt', other: '# punt' }),
  eo: unit('Poentoj', { one: '# poento', other: '# poentoj' }),
  sq: invariable('Pikë', '# pikë'),
  tr: invariable('Puan', '# puan'),
  az: invariable('Xallar', '# xal'),
  ka: invariable('ქულები', '# ქულა'),
  hy: invariable('Միավորներ', '# միավոր'),

  // Written from right to left; Arabic says one and two without a digit, Hebrew one
  ar: unit('نقاط', {
    zero: '# نقطة',
    one: 'نقطة واحدة',
    two: 'نقطتان',
    few: '# نقاط',
    many: '# نقطة',
    other: '# نقطة',
  }),
  he: unit('נקודות', { '=1': 'נקודה אחת', one: '# נקודה', two: '# נקודות', other: '# נקודות' }),
  fa: invariable('امتیاز', '# امتیاز'),
  ur: unit('پوائنٹس', { one: '# پوائنٹ', other: '# پوائنٹس' }),

  // South Asia
  hi: invariable('पॉइंट', '# पॉइंट'),
  mr: invariable('पॉइंट', '# पॉइंट'),
  bn: invariable('পয়েন্ট', '# পয়েন্ট'),
  gu: invariable('પોઈન્ટ', '# પોઈન્ટ'),
  pa: invariable('ਪੁਆਇੰਟ', '# ਪੁਆਇੰਟ'),
  ne: invariable('अङ्कहरू', '# अङ्क'),
  si: unit('ලකුණු', { '=1': 'එක් ලකුණක්', one: 'ලකුණු # ක්', other: 'ලකුණු # ක්' }),
  kn: unit('ಅಂಕಗಳು', { one: '# ಅಂಕ', other: '# ಅಂಕಗಳು' }),
  ml: unit('പോയിന്റുകൾ', { one: '# പോയിന്റ്', other: '# പോയിന്റുകൾ' }),
  ta: unit('புள்ளிகள்', { one: '# புள்ளி', other: '# புள்ளிகள்' }),
  te: unit('పాయింట్లు', { one: '# పాయింట్', other: '# పాయింట్లు' }),

  // East and South-East Asia
  ja: uncounted('ポイント', '#ポイント'),
  ko: uncounted('포인트', '#포인트'),
  'zh-Hans': uncounted('积分', '# 积分'),
  'zh-Hant': uncounted('點數', '# 點'),
  'zh-Hant-HK': uncounted('積分', '# 積分'),
  lo: uncounted('ຄະແນນ', '# ຄະແນນ'),
  km: uncounted('ពិន្ទុ', '# ពិន្ទុ'),
  my: uncounted('ပွိုင့်', '# ပွိုင့်'),
  th: uncounted('คะแนน', '# คะแนน'),
  vi: uncounted('Điểm', '# điểm'),
  id: uncounted('Poin', '# poin'),
  ms: uncounted('Mata', '# mata'),
  fil: invariable('Mga Puntos', '# puntos'),

  // Central Asia and Africa
  kk: invariable('Ұпайлар', '# ұпай'),
  ky: invariable('Упайлар', '# упай'),
  uz: invariable('Ballar', '# ball'),
  mn: invariable('Оноо', '# оноо'),
  am: unit('ነጥቦች', { one: '# ነጥብ', other: '# ነጥቦች' }),
  zu: unit('Amaphuzu', { one: '# iphuzu', other: '# amaphuzu' }),
  sw: invariable('Pointi', 'pointi #'),
} as const satisfies Record<string, PointUnit>;

/** A language of the catalogue. */
export type LabelLocale = keyof typeof CATALOGUE;

export const isLabelLocale = (tag: string): tag is LabelLocale => Object.hasOwn(CATALOGUE, tag);
