import { Result, ok } from 'neverthrow';
import { required, wrongFormat, wrongType } from './field-violation.js';
import { ICON_SIZE, ICON_TEXT_LENGTH, ICON_URL_LENGTH } from './limits.js';
import { type Parsed, isRecord, joined, ownValue, refused } from './parsing.js';
import { type LengthLimits, parseStorableText } from './text.js';
import { decodePercent, parseUrl } from './url.js';
import { parseWholeNumber } from './whole-number.js';

/** The picture of the points unit. It is replaced as a whole, never merged. */
export interface Icon {
  /** Absolute `https:` or `http:` URL, or a `wix:image://` one; at most 2,048 characters, kept as written. */
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

/** Never `data:`, `javascript:` or a relative path; the schemes of the web may be written in capitals. */
const ICON_SCHEME = /^(?:[Hh][Tt][Tt][Pp][Ss]?|wix:image):\/\//u;
const BLANK = /[\s\p{Cc}]/u;

const isIconUrl = (url: string): boolean =>
  ICON_SCHEME.test(url) &&
  !BLANK.test(url) &&
  parseUrl(url) !== undefined &&
  decodePercent(url) !== undefined;

const parseIconUrl = (field: string, raw: unknown): Parsed<string> => {
  if (raw === undefined || raw === null || raw === '') return refused(required(field));
  return parseStorableText(field, raw, ICON_URL_LENGTH).andThen((url) =>
    isIconUrl(url)
      ? ok(url)
      : refused(wrongFormat(field, 'an absolute https:, http: or wix:image:// URL without blanks')),
  );
};

/** Absent, `null` and empty mean the same: an icon's texts have no meaning when empty. */
const optionalText =
  (limits: LengthLimits) =>
  (field: string, raw: unknown): Parsed<string | null> =>
    raw === undefined || raw === null || raw === '' ? ok(null) : parseStorableText(field, raw, limits);

const parseIdText = optionalText(ICON_TEXT_LENGTH);

const parseId = (field: string, raw: unknown): Parsed<string | null> =>
  parseIdText(field, raw).andThen((id) =>
    id === null || decodePercent(id) !== undefined
      ? ok(id)
      : refused(wrongFormat(field, 'free of broken percent-encoding')),
  );

const parseSize = (field: string, raw: unknown): Parsed<number | null> =>
  raw === undefined || raw === null ? ok(null) : parseWholeNumber(field, raw, ICON_SIZE);

/** Parses an icon, which is not `null`. Reports the violations of all its fields at once. */
export const parseIcon = (raw: unknown, field = 'loyaltyProgram.pointDefinition.icon'): Parsed<Icon> => {
  if (!isRecord(raw)) return refused(wrongType(field, 'an object'));
  const at = <T>(key: keyof Icon, parse: (path: string, value: unknown) => Parsed<T>): Parsed<T> =>
    parse(`${field}.${key}`, ownValue(raw, key));
  return Result.combineWithAllErrors([
    at('url', parseIconUrl),
    at('id', parseId),
    at('altText', optionalText(ICON_TEXT_LENGTH)),
    at('filename', optionalText(ICON_TEXT_LENGTH)),
    at('width', parseSize),
    at('height', parseSize),
  ])
    .map(([url, id, altText, filename, width, height]) => {
      const unknownSize = id === null ? null : 0;
      return { url, id, altText, filename, width: width ?? unknownSize, height: height ?? unknownSize };
    })
    .mapErr(joined);
};

export const isSameIcon = (a: Icon | null, b: Icon | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.url === b.url &&
    a.id === b.id &&
    a.altText === b.altText &&
    a.filename === b.filename &&
    a.width === b.width &&
    a.height === b.height);
