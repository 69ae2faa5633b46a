import { CATALOGUE, type LabelLocale, isLabelLocale } from './catalogue.js';

/** A wanted language, taken apart. */
export interface ParsedLocale {
  /** As `Intl` takes it. */
  readonly tag: string;
  readonly language: string;
  /** The likely one if the tag names none; empty if that is unknown too. */
  readonly script: string;
  /** The same. */
  readonly region: string;
  /** The digits that the tag requests: `arab` in `ar-u-nu-arab`. */
  readonly numberingSystem: string | undefined;
}

/** The regions that write Portuguese as Portugal does. */
const EUROPEAN_PORTUGUESE = 'AO CH CV GQ GW LU MO MZ PT ST TL';

/**
 * Languages whose readers understand one of the catalogue: dialects and members of it by CLDR's language matching,
 * and other names of it.
 */
const RELATED: Readonly<Record<string, string>> = {
  ar: 'aao abh abv acm acq acw acx adf aeb aec afb apc apd arb arq ars ary arz auz avl ayh ayl ayn ayp shu ssh',
  az: 'azj',
  de: 'gsw',
  et: 'ekk vro',
  fa: 'pes prs',
  fil: 'tl',
  he: 'iw',
  id: 'in',
  lv: 'ltg lvs',
  mn: 'khk',
  ms: 'bjn btj bve bvu coa dup hji jak jax kvb kvr kxd lce lcf liw max meo mfb min mqg msi mui orn ors pel pse tmw vkk vkt xmm zlm zmi zsm',
  nb: 'no nob',
  ne: 'dty npi',
  nn: 'nno',
  no: 'nb',
  ro: 'mo',
  sq: 'aae aln als',
  sr: 'cnr sh',
  sw: 'swc swh',
  uz: 'uzn',
  zh: 'cdo cjy cmn cnp csp czh gan hak hnm hsn luh lzh nan sjc wuu yue',
};

const relativesOf = (language: string): readonly string[] =>
  Object.keys(RELATED).filter((each) => RELATED[each]?.split(' ').includes(language));

/** Languages in regions that write them in another script than usual, for runtimes without this data. */
const SCRIPTS: Readonly<Record<string, string>> = {
  'zh-HK': 'Hant',
  'zh-MO': 'Hant',
  'zh-TW': 'Hant',
  'yue-CN': 'Hans',
  'sr-ME': 'Latn',
  'az-IR': 'Arab',
  'kk-CN': 'Arab',
  'ky-CN': 'Arab',
  'mn-CN': 'Mong',
  'pa-PK': 'Arab',
  'uz-AF': 'Arab',
};

/** The same for languages without a region, which are not always written as the one they are related to. */
const USUAL_SCRIPTS: Readonly<Record<string, string>> = { zh: 'Hans', yue: 'Hant', sh: 'Latn', cnr: 'Latn' };

/** Modifiers of POSIX that name a script: `sr_RS@latin`. */
const MODIFIERS: Readonly<Record<string, string>> = { latin: 'Latn', cyrillic: 'Cyrl', devanagari: 'Deva' };

/** No well-formed tag that means anything is longer. */
const MAX_LENGTH = 255;

/** `ru_RU.UTF-8` → `ru-RU`, `sr_RS@latin` → `sr-Latn-RS`, `de_DE@euro` → `de-DE`. */
const withoutPosix = (tag: string): string => {
  const [, name = '', modifier = ''] = /^([^.@]*)(?:\.[^@]*)?(?:@(.*))?$/u.exec(tag) ?? [];
  const script = MODIFIERS[modifier.toLowerCase()];
  const plain = name.replaceAll('_', '-');
  return script === undefined ? plain : plain.replace(/^[a-z]+/iu, (language) => `${language}-${script}`);
};

/** `zh-cmn-Hans` → `cmn-Hans`, as it is written today; unknown languages are left out. */
const withoutExtendedLanguage = (tag: string): string =>
  tag.replace(/^([a-z]{2,3})-([a-z]{3})(?:-[a-z]{3}){0,2}(?=-|$)/iu, (_, prefix: string, extended: string) =>
    relativesOf(extended.toLowerCase()).includes(prefix.toLowerCase()) ? extended : prefix,
  );

/** The likely script and region; `undefined` if the runtime does not know them or refuses the tag. */
const likelyOf = (tag: string): ParsedLocale | undefined => {
  try {
    const locale = new Intl.Locale(tag);
    const { baseName, script = '', region = '' } = locale.maximize();
    // Runtimes differ on what the property `language` holds where it is undetermined.
    const language = baseName.replace(/-.*$/u, '');
    return { tag: locale.baseName, language, script, region, numberingSystem: undefined };
  } catch {
    return undefined;
  }
};

/** The parts of a tag, with the scripts known here. */
const namedParts = (tag: string): ParsedLocale | undefined => {
  const parts = /^([a-z]{2,8})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-[a-z\d]+)*$/iu.exec(tag);
  if (parts === null) return undefined;
  const [, language = '', script = '', region = ''] = parts;
  const name = language.toLowerCase();
  const named = script.charAt(0).toUpperCase() + script.slice(1).toLowerCase();
  const there = region.toUpperCase();
  return {
    tag: [name, named, there].filter((part) => part !== '').join('-'),
    language: name,
    script: named || (SCRIPTS[`${name}-${there}`] ?? USUAL_SCRIPTS[name] ?? ''),
    region: there || (name === 'yue' && named !== 'Hans' ? 'HK' : ''),
    numberingSystem: undefined,
  };
};

/**
 * A wanted language as BCP 47 or POSIX writes it. `undefined` for an invalid tag, and for tags of private use, which
 * have no language.
 */
export const parseLocale = (wanted: unknown): ParsedLocale | undefined => {
  if (typeof wanted !== 'string' || wanted.length > MAX_LENGTH) return undefined;
  if (!/^[a-z]{2,8}(?:[-_.@]|$)/iu.test(wanted)) return undefined;
  const tag = withoutExtendedLanguage(withoutPosix(wanted));
  const parsed = likelyOf(tag) ?? namedParts(tag);
  const [, numberingSystem] = /-u(?:-[a-z\d]{2,8})*?-nu-([a-z\d]{3,8})/iu.exec(tag) ?? [];
  return parsed && { ...parsed, numberingSystem: numberingSystem?.toLowerCase() };
};

/** Whether a language is usually written in a script. */
const isUsualScript = (language: string, script: string): boolean => {
  const likely = likelyOf(language);
  if (likely !== undefined) return likely.script === script;
  const usual = USUAL_SCRIPTS[language];
  if (script === '' || usual !== undefined) return script === (usual ?? '');
  const name = isLabelLocale(language) ? CATALOGUE[language].name : '';
  return /[a-z]/iu.test(name) === (script === 'Latn');
};

/**
 * The tags under which something in the language may be listed, the most specific first: by script and region as
 * they are likely, so that `zh-TW` is traditional Chinese. A language in a script that is not its usual one does
 * not fall back to the language in its usual one.
 */
export const fallbacksOf = ({ tag, language, script, region }: ParsedLocale): readonly string[] => [
  tag,
  ...[language, ...relativesOf(language)].flatMap((name) => [
    `${name}-${script}-${region}`,
    `${name}-${region}`,
    `${name}-${script}`,
    ...(isUsualScript(name, script) ? [name] : []),
  ]),
];

/** The language of the catalogue for a locale; `undefined` where there is none. */
export const labelLocaleOf = (locale: ParsedLocale): LabelLocale | undefined => {
  const { language, region } = locale;
  if (language === 'pt') return EUROPEAN_PORTUGUESE.includes(region || '?') ? 'pt-PT' : 'pt';
  // What is written in Macau is what is written in Hong Kong.
  const tags = fallbacksOf(region === 'MO' ? { ...locale, region: 'HK' } : locale);
  return tags.find(isLabelLocale);
};
