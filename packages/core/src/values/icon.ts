import { ok } from 'neverthrow';
import type { Kind } from './kinds.js';
import { parseWholeNumber } from './number.js';
import { type Parsed, Violations, asIs, invalid, isRecord, ownValue, pathOf } from './parsing.js';
import { parseStorableText } from './text.js';
import { required, wrongFormat, wrongType } from './violations.js';

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

const isUrl = (text: string): boolean => {
  try {
    return new URL(text) instanceof URL;
  } catch {
    return false;
  }
};

/** The official client decodes parts of URLs and ids; a broken encoding would make it throw. */
const isDecodable = (text: string): boolean => {
  try {
    return decodeURIComponent(text) !== '' || text === '';
  } catch {
    return false;
  }
};

const isIconUrl = (url: string): boolean =>
  ICON_SCHEME.test(url) && !BLANK.test(url) && isUrl(url) && isDecodable(url);

const parseUrl = (raw: unknown, field: string): Parsed<string> => {
  if (raw === undefined || raw === null || raw === '') return invalid(required(field));
  return parseStorableText(field, raw, ICON_LIMITS.url).andThen((url) =>
    isIconUrl(url)
      ? ok(url)
      : invalid(
          wrongFormat(field, 'an absolute https:, http:, wix:image:// or wix:vector:// URL without blanks'),
        ),
  );
};

/** Absent, `null` and empty mean the same: an empty text of an icon has no meaning. */
const parseText = (raw: unknown, field: string): Parsed<string | null> =>
  raw === undefined || raw === null || raw === ''
    ? ok(null)
    : parseStorableText(field, raw, ICON_LIMITS.text);

const parseId = (raw: unknown, field: string): Parsed<string | null> =>
  parseText(raw, field).andThen((id) =>
    id === null || isDecodable(id) ? ok(id) : invalid(wrongFormat(field, 'free of broken percent-encoding')),
  );

const parseSize = (raw: unknown, field: string): Parsed<number | null> =>
  raw === undefined || raw === null ? ok(null) : parseWholeNumber(field, raw, ICON_LIMITS.size);

/** Parses an icon that is not `null`. Reports the violations of all its parts at once. */
const parseIcon = (raw: unknown, path: string): Parsed<Icon> => {
  if (!isRecord(raw)) return invalid(wrongType(path, 'an object'));
  const violations = new Violations();
  const part = <T>(key: keyof Icon, parse: (value: unknown, field: string) => Parsed<T>): T | undefined =>
    parse(ownValue(raw, key), pathOf(path, key)).match(asIs, violations.note);
  const url = part('url', parseUrl) ?? '';
  const id = part('id', parseId) ?? null;
  const altText = part('altText', parseText) ?? null;
  const filename = part('filename', parseText) ?? null;
  const unknownSize = id === null ? null : 0;
  const width = part('width', parseSize) ?? unknownSize;
  const height = part('height', parseSize) ?? unknownSize;
  return violations.unlessAny({ url, id, altText, filename, width, height });
};

const text = { type: 'text', ...ICON_LIMITS.text, isDisplayed: false } as const;
const size = { type: 'integer', ...ICON_LIMITS.size } as const;

/** The kind of a picture. */
export const icon: Kind<Icon, IconInput> = {
  schema: {
    type: 'object',
    properties: {
      url: {
        schema: { type: 'text', ...ICON_LIMITS.url, isDisplayed: false },
        presence: 'required',
      },
      id: { schema: text, presence: 'nullable' },
      altText: { schema: text, presence: 'nullable' },
      filename: { schema: text, presence: 'nullable' },
      width: { schema: size, presence: 'nullable' },
      height: { schema: size, presence: 'nullable' },
    },
  },
  parse: parseIcon,
};
