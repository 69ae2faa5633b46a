import { FIELDS, type IconInput } from '@loyalty-programs/core';
import { ICON_LIMITS } from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';
import { storableTexts } from './texts.js';

const { url: URL_LIMITS, text: TEXT, size: SIZE } = ICON_LIMITS;

/** Usual media ids, and ones that mean something to a parser of URLs. */
export const iconIds = (): Arbitrary<string> =>
  fc.oneof(
    fc.uuid(),
    fc.constantFrom('a1_b2~mv2.png', 'a/b', 'a/', '/a', '?', '#', '##', 'a%2Fb', '%20', 'v1', 'image://v1/a'),
    fc.constantFrom('a#originWidth=x&', 'a?originHeight=1#', 'a#originWidth=Infinity&b=', ' a ', '\t', '..'),
    storableTexts({ maxLength: 30 }),
    storableTexts(TEXT),
  );

const sizes = (): Arbitrary<number> => fc.integer(SIZE);

/** As a media library writes them, and with every part of them missing or odd. */
const wixUrls = (): Arbitrary<string> => {
  const file = fc.oneof(
    fc.constantFrom('', '/', '/undefined', '/star.png', '/a/b.png', '/a%2Fb.png', '/a?b#c'),
    storableTexts({ maxLength: 30 }).map((text) => `/${encodeURIComponent(text)}`),
  );
  const size = fc.oneof(
    fc.tuple(sizes(), sizes()).map(([w, h]) => `#originWidth=${w}&originHeight=${h}`),
    fc.constantFrom('', '#', '#originWidth=64', '#originHeight=64', '#originWidth=wide&originHeight='),
    fc.constantFrom('#originWidth=1e9&originHeight=-1', '#originWidth=Infinity&originHeight=NaN', '#a#b'),
  );
  return fc
    .tuple(fc.constantFrom('image', 'vector'), fc.constantFrom('v1/', '', 'v2/', '/'), iconIds(), file, size)
    .map(([medium, version, id, path, hash]) => `wix:${medium}://${version}${id}${path}${hash}`);
};

const webUrls = (): Arbitrary<string> =>
  fc.oneof(
    fc.webUrl({ validSchemes: ['https', 'http'], withFragments: true, withQueryParameters: true }),
    storableTexts({ maxLength: 60 }).map((path) => `https://example.com/${path}`),
    fc.constantFrom(
      'HTTPS://Example.COM',
      'http://[::1]:8080/a',
      'https://user:pw@example.com/☆',
      'http://例え.jp',
    ),
  );

/** Every icon that is accepted, as a caller may write it: absent, `null` and empty fields included. */
export const iconInputs = (): Arbitrary<IconInput> =>
  fc
    .record(
      {
        url: fc.oneof(webUrls(), wixUrls()),
        id: fc.option(iconIds()),
        altText: fc.option(fc.oneof(fc.constantFrom('', 'undefined'), storableTexts(TEXT))),
        filename: fc.option(fc.oneof(fc.constantFrom('', 'undefined', '%', '/'), storableTexts(TEXT))),
        width: fc.option(sizes()),
        height: fc.option(sizes()),
      },
      { requiredKeys: ['url'] },
    )
    .filter((icon) => FIELDS.pointDefinition.icon.kind.parse(icon, '').isOk());

/** Values that an icon's URL can't be: another scheme, relative, with blanks, broken or too long. */
export const refusedIconUrls = (): Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom(
      undefined,
      null,
      '',
      'shapes/star.svg',
      '/star.svg',
      '//example.com/star.svg',
      'https:',
      'https://',
    ),
    fc.constantFrom(
      'data:image/png;base64,AA==',
      'javascript:alert(1)',
      'ftp://a/b',
      'wix:video://v1/a',
      'file:///a',
    ),
    fc.constantFrom(
      'https://example.com/a b',
      ' https://example.com',
      'https://example.com\n',
      'https://e.com/%zz',
    ),
    fc.constantFrom(
      'https://[',
      'http://a:99999',
      'WIX:IMAGE://v1/a',
      'https:example.com',
      'https://e.com/\u0000',
    ),
    fc.constant(`https://example.com/${'a'.repeat(URL_LIMITS.maxLength)}`),
    fc.oneof(fc.double(), fc.boolean(), fc.constant({}), fc.constant([])),
  );
