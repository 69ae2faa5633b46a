/** Who may show the page in a frame; by default nobody. Sources of a Content Security Policy, such as an origin. */
export type FrameAncestors = readonly string[];

const SOURCE = /^(?:'self'|https?:\/\/[^\s;,'"]+)$/u;

/** The policy of the page: code, style and data from here alone, pictures from anywhere on https. */
const policy = (frameAncestors: FrameAncestors): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: https:",
    "connect-src 'self'",
    `frame-ancestors ${frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** The headers of the page. Throws a `TypeError` where a source is none: the host's configuration is wrong. */
export const pageHeaders = (frameAncestors: FrameAncestors): Readonly<Record<string, string>> => {
  const wrong = frameAncestors.find((source) => !SOURCE.test(source));
  if (wrong !== undefined) throw new TypeError(`frameAncestors: "${wrong}" is neither an origin nor 'self'`);
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy(frameAncestors),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
};

/** The headers of a file whose name changes with its content. */
export const fileHeaders = (type: string): Readonly<Record<string, string>> => ({
  'content-type': type,
  'cache-control': 'public, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
});

/** The headers of an icon. It runs nothing, wherever it is opened, and every shop may show it. */
export const presetHeaders: Readonly<Record<string, string>> = {
  'content-type': 'image/svg+xml',
  'content-security-policy': "sandbox; default-src 'none'; style-src 'none'",
  'cache-control': 'public, max-age=86400',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
};
