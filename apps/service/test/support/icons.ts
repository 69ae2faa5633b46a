/** An icon as it is set over plain REST, and what the official client makes of it for its user. */
export interface IconCase {
  readonly what: string;
  readonly icon: Readonly<Record<string, string | number>>;
  readonly shown: string;
}

const url = 'https://cdn.example.org/shell.svg';
const wixUrl = 'wix:image://v1/sh_19/shell.svg#originWidth=64&originHeight=32';
const size = { width: 64, height: 32 };

/** Icons of every kind. */
export const ICONS: readonly IconCase[] = [
  { what: 'a URL alone', icon: { url }, shown: url },
  { what: 'a URL with a query and a hash', icon: { url: `${url}?v=2&w=8#top` }, shown: `${url}?v=2&w=8#top` },
  {
    what: 'a URL in another script',
    icon: { url: 'https://кафе.example/☕.png' },
    shown: 'https://кафе.example/☕.png',
  },
  { what: 'a size but no id', icon: { url, ...size }, shown: url },
  { what: 'an alternative text but no id', icon: { url, altText: 'a shell' }, shown: url },
  {
    what: 'everything but an id',
    icon: { url, altText: 'a shell', filename: 'shell.svg', ...size },
    shown: url,
  },
  {
    what: 'an id and a size',
    icon: { url, id: 'sh_19', ...size },
    shown: 'wix:image://v1/sh_19#originWidth=64&originHeight=32',
  },
  {
    what: 'an id without a size',
    icon: { url, id: 'sh_19' },
    shown: 'wix:image://v1/sh_19#originWidth=0&originHeight=0',
  },
  {
    what: 'an id and an alternative text',
    icon: { url, id: 'sh_19', altText: 'a shell', ...size },
    shown: 'wix:image://v1/sh_19/a%20shell#originWidth=64&originHeight=32',
  },
  {
    what: 'an id and a file name',
    icon: { url, id: 'sh_19', filename: 'shell.svg', ...size },
    shown: wixUrl,
  },
  {
    what: 'an id, a file name and another alternative text',
    icon: { url, id: 'sh_19', filename: 'shell.svg', altText: 'a shell', ...size },
    shown: wixUrl,
  },
  {
    what: 'a file name in another script',
    icon: { url, id: 'sh_19', filename: '貝殻 🐚.svg', ...size },
    shown: `wix:image://v1/sh_19/${encodeURIComponent('貝殻 🐚.svg')}#originWidth=64&originHeight=32`,
  },
  {
    what: 'a file name full of signs',
    icon: { url, id: 'sh_19', filename: 'a/b#c?d%e&f=g+h.svg', ...size },
    shown: `wix:image://v1/sh_19/${encodeURIComponent('a/b#c?d%e&f=g+h.svg')}#originWidth=64&originHeight=32`,
  },
  {
    what: 'the file name "undefined"',
    icon: { url, id: 'sh_19', filename: 'undefined', ...size },
    shown: 'wix:image://v1/sh_19/undefined#originWidth=64&originHeight=32',
  },
  {
    what: 'an id full of signs',
    icon: { url, id: 'a/b#c?d&e=f', ...size },
    shown: 'wix:image://v1/a/b#c?d&e=f#originWidth=64&originHeight=32',
  },
  {
    what: 'an id in another script',
    icon: { url, id: '貝殻~mv2.png', ...size },
    shown: 'wix:image://v1/貝殻~mv2.png#originWidth=64&originHeight=32',
  },
  { what: 'a wix:image URL alone', icon: { url: wixUrl }, shown: wixUrl },
  {
    what: 'a wix:image URL without a file or a size',
    icon: { url: 'wix:image://v1/sh_19' },
    shown: 'wix:image://v1/sh_19',
  },
  {
    what: 'a wix:image URL and everything that it says',
    icon: { url: wixUrl, id: 'sh_19', filename: 'shell.svg', altText: 'shell.svg', ...size },
    shown: wixUrl,
  },
];

/** Icons as users of the official client write them, and how they read them afterwards. */
export const SHOWN_ICONS: readonly (readonly [written: string, read: string])[] = [
  [url, url],
  ['http://cdn.example.org/shell.png', 'http://cdn.example.org/shell.png'],
  [wixUrl, wixUrl],
  [
    'wix:image://v1/sh_19/%E8%B2%9D.svg#originWidth=1&originHeight=2',
    'wix:image://v1/sh_19/%E8%B2%9D.svg#originWidth=1&originHeight=2',
  ],
  [
    'wix:image://v1/sh_19#originWidth=64&originHeight=32',
    'wix:image://v1/sh_19#originWidth=64&originHeight=32',
  ],
  ['wix:image://v1/sh_19/shell.svg', 'wix:image://v1/sh_19/shell.svg#originWidth=0&originHeight=0'],
  ['wix:image://v1/sh_19', 'wix:image://v1/sh_19#originWidth=0&originHeight=0'],
];
