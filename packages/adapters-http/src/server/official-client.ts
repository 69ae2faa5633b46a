import type { Icon, LoyaltyProgram } from '@loyalty-programs/core';
import { isRecord, ownValue } from '@loyalty-programs/core/adapter-kit';

// The official client shows an icon to its user as one string, and takes that string apart again when the user sends
// the program back. What comes back is not what went out. This file reproduces that conversion, so that "get, then
// update with the whole object" changes nothing.

type IconOnTheWire = { readonly [Field in keyof Icon]?: Icon[Field] };

const shownToUser = ({ id, url, altText, filename, width, height }: Icon): string => {
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
  try {
    const { protocol, pathname, hash } = new URL(shown);
    if (protocol !== 'wix:') return { url: shown };
    const [id = '', encodedFile = 'undefined'] = pathname.replace('image://v1/', '').split('/');
    const query = new URLSearchParams(hash.replace('#', ''));
    const size = {
      width: numberOrNull(query.get('originWidth')),
      height: numberOrNull(query.get('originHeight')),
    };
    const file = decodeURIComponent(encodedFile);
    return file === '' ? { id, ...size } : { id, ...size, altText: file, filename: file, url: shown };
  } catch {
    return undefined;
  }
};

const ICON_FIELDS = ['url', 'id', 'altText', 'filename', 'width', 'height'] as const satisfies (keyof Icon)[];

const isSentBack = (raw: object, icon: Icon | null): boolean => {
  if (icon === null || !isRecord(raw)) return false;
  const expected = sentBack(shownToUser(icon));
  return expected !== undefined && ICON_FIELDS.every((field) => ownValue(raw, field) === expected[field]);
};

/** Of a `wix:image://` URL that names no file, the client makes one that is called "undefined". */
const withoutPlaceholder = (icon: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const { url, altText, filename } = icon;
  const isPlaceholder =
    altText === 'undefined' &&
    filename === 'undefined' &&
    typeof url === 'string' &&
    /^wix:image:\/\/v1\/[^/#]*(?:#|$)/u.test(url);
  return isPlaceholder ? { ...icon, altText: null, filename: null } : icon;
};

/** The icon object of a raw update; `undefined` where it has none. */
export const iconIn = (raw: unknown): Readonly<Record<string, unknown>> | undefined => {
  const points = isRecord(raw) ? ownValue(raw, 'pointDefinition') : undefined;
  const icon = isRecord(points) ? ownValue(points, 'icon') : undefined;
  return isRecord(icon) ? icon : undefined;
};

/** The raw update with the icon that the user of the official client meant: none where it is merely sent back. */
export const withIntendedIcon = (raw: unknown, { pointDefinition }: LoyaltyProgram): unknown => {
  const icon = iconIn(raw);
  if (icon === undefined || !isRecord(raw)) return raw;
  const intended = isSentBack(icon, pointDefinition.icon) ? undefined : withoutPlaceholder(icon);
  return { ...raw, pointDefinition: { ...partOf(raw), icon: intended } };
};

const partOf = (raw: Readonly<Record<string, unknown>>): object => {
  const points = raw['pointDefinition'];
  return isRecord(points) ? points : {};
};
