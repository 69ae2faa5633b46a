import type { Icon } from '../values/icon.js';
import { isRecord, ownValue } from '../values/parsing.js';
import { decodePercent, parseUrl, queryParameter } from '../values/url.js';

// The official client shows an icon to its user as one string and takes that string apart again when the
// user sends the program back. What comes back is not what went out. This file knows that way, so that
// "get, then update with the whole object" changes nothing.

type IconOnTheWire = { readonly [Field in keyof Icon]?: Icon[Field] };

const shownToItsUser = ({ id, url, altText, filename, width, height }: Icon): string => {
  if (id === null) return url;
  const file = filename ?? altText;
  const path = file === null ? '' : `/${encodeURIComponent(file)}`;
  return `wix:image://v1/${id}${path}#originWidth=${String(width)}&originHeight=${String(height)}`;
};

/** A number that JSON can carry, else `null`. */
const numberOrNull = (text: string | null): number | null => {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
};

const sentBack = (shown: string): IconOnTheWire | undefined => {
  const url = parseUrl(shown);
  if (url?.protocol !== 'wix:') return { url: shown };
  const [id = '', encodedFile = 'undefined'] = url.pathname.replace('image://v1/', '').split('/');
  const query = url.hash.replace('#', '');
  const size = {
    width: numberOrNull(queryParameter(query, 'originWidth')),
    height: numberOrNull(queryParameter(query, 'originHeight')),
  };
  const file = decodePercent(encodedFile);
  if (file === undefined) return undefined;
  return file === '' ? { id, ...size } : { id, ...size, altText: file, filename: file, url: shown };
};

const ICON_FIELDS = ['url', 'id', 'altText', 'filename', 'width', 'height'] as const satisfies (keyof Icon)[];

/** Whether `raw` is what the official client sends back after it was given `icon`: the icon, unchanged. */
export const isSentBackByOfficialClient = (raw: unknown, icon: Icon | null): boolean => {
  if (icon === null || !isRecord(raw)) return false;
  const expected = sentBack(shownToItsUser(icon));
  return expected !== undefined && ICON_FIELDS.every((field) => ownValue(raw, field) === expected[field]);
};

/**
 * The icon that the user of the official client has set: of a `wix:image://` URL that names no file the client
 * makes one that is called "undefined".
 */
export const withoutPlaceholder = (icon: Icon): Icon =>
  icon.altText === 'undefined' &&
  icon.filename === 'undefined' &&
  /^wix:image:\/\/v1\/[^/#]*(?:#|$)/u.test(icon.url)
    ? { ...icon, altText: null, filename: null }
    : icon;
