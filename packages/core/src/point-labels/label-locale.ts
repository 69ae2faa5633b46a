import { localize } from './localized-points.js';
import type { LabelOptions } from './options.js';
import type { ResolvedLocale } from './resolve.js';

/** In which language a label is, and which way it runs: for the attributes `lang` and `dir`. */
export interface ResolvedLabelLocale {
  /** BCP 47 tag. `und` for a custom name as written, whose language is unknown. */
  readonly locale: string;
  /** `auto` for a custom name as written: its characters decide. */
  readonly direction: 'ltr' | 'rtl' | 'auto';
}

const RIGHT_TO_LEFT_SCRIPTS = 'Adlm Arab Hebr Mand Nkoo Rohg Samr Syrc Thaa';
/** For runtimes without data on scripts. */
const RIGHT_TO_LEFT_LANGUAGES = 'ar ckb dv fa he ks nqo ps sd syr ug ur yi';

const isRightToLeft = ({ language, script }: ResolvedLocale): boolean =>
  script === ''
    ? RIGHT_TO_LEFT_LANGUAGES.split(' ').includes(language)
    : RIGHT_TO_LEFT_SCRIPTS.split(' ').includes(script);

/**
 * The language of the label that {@link formatPoints} makes with these options, which is that of the reader or what
 * stands in for it: `{ locale: 'ar', direction: 'rtl' }`. Never throws.
 */
export const resolveLabelLocale = (options: LabelOptions): ResolvedLabelLocale => {
  const { locale, custom } = localize({ ...options });
  if (custom !== undefined && custom.forms === undefined) return { locale: 'und', direction: 'auto' };
  return { locale: locale.language, direction: isRightToLeft(locale) ? 'rtl' : 'ltr' };
};
