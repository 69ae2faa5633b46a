import { fromThrowable } from 'neverthrow';
import {
  type Kind,
  type Part,
  type PropertyOf,
  mandatory,
  nullable,
  objectOf,
  storableText,
  wholeNumber,
} from './kinds.js';
import { invalid } from './parsing.js';
import { wrongFormat } from './violations.js';

/** The picture of the points unit. It is replaced as a whole, never merged. */
export interface Icon {
  /**
   * Absolute `https:` or `http:` URL, or a `wix:image://` or `wix:vector://` one; at most 2,048 characters, kept as
   * written.
   */
  readonly url: string;
  /** Id in a media library; at most 255 characters. `null`: the icon is known by its URL alone. */
  readonly id: string | null;
  /** At most 255 characters. */
  readonly altText: string | null;
  /** At most 255 characters. */
  readonly filename: string | null;
  /** In pixels, 0–100,000. Never `null` beside an id: the official client builds a URL from the three. */
  readonly width: number | null;
  /** In pixels, 0–100,000. Never `null` beside an id. */
  readonly height: number | null;
}

/** An icon as a caller gives it; see `Icon` for the rules. `null` and absent mean the same. */
export type IconInput = Pick<Icon, 'url'> & Partial<Icon>;

/** Of an icon's parts: texts in code points, sizes in pixels. */
export const ICON_LIMITS = {
  url: { minLength: 1, maxLength: 2048 },
  text: { minLength: 1, maxLength: 255 },
  size: { min: 0, max: 100_000 },
} as const;

// The URL standard's parser is in every runtime, but not in the compiler's ECMAScript library.
declare const URL: new (url: string) => object;

/** The schemes of the web may be in capitals. Never `data:`, `javascript:` or a relative path. */
const ICON_SCHEME = /^(?:[Hh][Tt][Tt][Pp][Ss]?|wix:(?:image|vector)):\/\//u;
const BLANK = /[\s\p{Cc}]/u;

const isUrl = (text: string): boolean => fromThrowable(() => new URL(text))().isOk();

/** The official client decodes parts of URLs and ids; a broken encoding would make it throw. */
const isDecodable = (text: string): boolean => fromThrowable(decodeURIComponent)(text).isOk();

const isIconUrl = (url: string): boolean =>
  ICON_SCHEME.test(url) && !BLANK.test(url) && isUrl(url) && isDecodable(url);

const text = /* @__PURE__ */ storableText(ICON_LIMITS.text);
const size = /* @__PURE__ */ wholeNumber(ICON_LIMITS.size);

/** A text that must match a pattern. */
const checked = (
  { schema, parse }: Part<string>,
  isValid: (text: string) => boolean,
  expected: string,
): Part<string> => ({
  schema,
  parse: (raw, path) => {
    const parsed = parse(raw, path);
    return parsed.isErr() || isValid(parsed.value) ? parsed : invalid(wrongFormat(path, expected));
  },
});

/** An empty text has no meaning: it counts as absent. */
const emptyIsAbsent = <T>({ parse, ...property }: PropertyOf<T>): PropertyOf<T> => ({
  ...property,
  parse: (raw, path) => parse(raw === '' ? null : raw, path),
});

const shape = objectOf<Icon>({
  url: emptyIsAbsent(
    mandatory(
      checked(
        storableText(ICON_LIMITS.url),
        isIconUrl,
        'an absolute https:, http:, wix:image: or wix:vector: URL',
      ),
    ),
  ),
  id: emptyIsAbsent(nullable(checked(text, isDecodable, 'validly percent-encoded'))),
  altText: emptyIsAbsent(nullable(text)),
  filename: emptyIsAbsent(nullable(text)),
  width: nullable(size),
  height: nullable(size),
});

/** The kind of a picture. */
export const icon: Kind<Icon, IconInput> = {
  schema: shape.schema,
  parse: (raw, path) =>
    shape
      .parse(raw, path)
      .map((given) =>
        given.id === null ? given : { ...given, width: given.width ?? 0, height: given.height ?? 0 },
      ),
};
