import type { CustomNameForms } from '../values/name-forms.js';
import type { PointUnit } from './catalogue.js';
import type { PointsNumberOptions } from './number-formats.js';

/** What of a program's point definition matters to a label; a `PointDefinition` fits. */
export interface LabelledPoints {
  /** `null`: the default name, in the language of the reader. */
  readonly customName: string | null;
  readonly customNameForms?: CustomNameForms | null;
}

/** Default units by BCP 47 tag, as `Intl.getCanonicalLocales` writes it: `eo`, `pt-BR`, `zh-Hant`. */
export type PointUnits = Readonly<Record<string, PointUnit>>;

/** Whose points, and for whom. */
export interface LabelOptions {
  /**
   * The reader's language as a BCP 47 tag, or several in the order of preference, as `navigator.languages` has them.
   * POSIX locales, such as `ru_RU.UTF-8`, are understood. What is unknown or no tag at all is passed over; English is
   * the last resort.
   */
  readonly locale: string | readonly string[];
  /** Absent: the default points. */
  readonly pointDefinition?: LabelledPoints | null | undefined;
  /**
   * Languages that are missing, or words that you prefer: `{ de: { name: 'Treuepunkte', patterns: … } }`. They come
   * before our own. Make the object once, not for every label.
   */
  readonly units?: PointUnits | null | undefined;
}

/** A label, and how its number is written. */
export interface FormatPointsOptions extends LabelOptions, PointsNumberOptions {
  /**
   * Wraps the label in a bidirectional isolate, for use inside text of either direction. Not needed where an HTML
   * element of its own holds the label.
   */
  readonly isolate?: boolean | undefined;
  /** Puts a no-break space between number and unit, so that no line ends there. */
  readonly noBreak?: boolean | undefined;
}
