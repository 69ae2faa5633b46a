import type { Icon } from '@loyalty-programs/core';
import { isEqual } from '@loyalty-programs/core/adapter-kit';
import { iconInputs, refusedIconUrls } from '@loyalty-programs/contract-tests';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { named } from '../support/violations.js';
import { no, theError, unexpected, yes } from '../support/outcomes.js';
import { parseIcon } from '../support/parsers.js';

const url = 'https://example.com/star.svg';
const bare: Icon = { url, id: null, altText: null, filename: null, width: null, height: null };

const accepted = (raw: unknown) => parseIcon(raw)._unsafeUnwrap();
const refused = (raw: unknown) => named(parseIcon(raw, 'icon').match(unexpected, theError));

describe('an icon', () => {
  test('needs only a URL; absent, null and empty fields are equal', () => {
    expect(accepted({ url })).toEqual(bare);
    expect(accepted({ ...bare, id: '', altText: '', filename: '' })).toEqual(bare);
  });

  test('keeps its values as written', () => {
    const icon = {
      url: 'HTTP://Example.com/ä?q=%20#f',
      altText: ' a\nstar ',
      filename: 'e\u0301',
      width: 0,
      height: 100_000,
    };
    expect(accepted(icon)).toEqual({ ...icon, id: null });
  });

  test('has both dimensions once it has an id', () => {
    expect(accepted({ url, id: 'star' })).toMatchObject({ width: 0, height: 0 });
    expect(accepted({ url, id: 'star', height: 7 })).toMatchObject({ width: 0, height: 7 });
    expect(accepted({ url, width: 7 })).toMatchObject({ width: 7, height: null });
  });

  test('has no negative dimensions, not even -0', () => {
    expect(accepted({ url, width: -0 }).width).toBe(0);
  });

  test('ignores unknown fields', () => {
    expect(accepted({ url, focalPoint: { x: 1 }, urlExpirationDate: 'soon' })).toEqual(bare);
  });

  test.each([
    [null, 'icon TYPE'],
    [url, 'icon TYPE'],
    [[], 'icon TYPE'],
    [{}, 'icon.url REQUIRED_FIELD'],
    [{ url: null }, 'icon.url REQUIRED_FIELD'],
    [{ url: '' }, 'icon.url REQUIRED_FIELD'],
    [{ url: 7 }, 'icon.url TYPE'],
    [{ url: 'star.svg' }, 'icon.url FORMAT'],
    [{ url: '//example.com/star.svg' }, 'icon.url FORMAT'],
    [{ url: 'javascript:alert(1)//https://' }, 'icon.url FORMAT'],
    [{ url: 'data:image/svg+xml,<svg/>' }, 'icon.url FORMAT'],
    [{ url: 'ftp://example.com/star.svg' }, 'icon.url FORMAT'],
    [{ url: 'wix:video://v1/star' }, 'icon.url FORMAT'],
    [{ url: 'https://' }, 'icon.url FORMAT'],
    [{ url: ` ${url}` }, 'icon.url FORMAT'],
    [{ url: `${url}\n` }, 'icon.url FORMAT'],
    [{ url: `${url}?a\tb` }, 'icon.url FORMAT'],
    [{ url: `${url}\u007f` }, 'icon.url FORMAT'],
    [{ url: `${url}/%` }, 'icon.url FORMAT'],
    [{ url: `${url}/%ff` }, 'icon.url FORMAT'],
    [{ url: `${url}?\u0000` }, 'icon.url FORBIDDEN_CHARACTER'],
    [{ url: `${url}?\ud800` }, 'icon.url FORBIDDEN_CHARACTER'],
    [{ url: url.padEnd(2049, 'x') }, 'icon.url MAX_LENGTH'],
    [{ url, id: 'x'.repeat(256) }, 'icon.id MAX_LENGTH'],
    [{ url, id: '50%' }, 'icon.id FORMAT'],
    [{ url, id: '\ud800' }, 'icon.id FORBIDDEN_CHARACTER'],
    [{ url, id: 7 }, 'icon.id TYPE'],
    [{ url, altText: 'x'.repeat(256) }, 'icon.altText MAX_LENGTH'],
    [{ url, altText: 'a\u0000b' }, 'icon.altText FORBIDDEN_CHARACTER'],
    [{ url, filename: 'x'.repeat(256) }, 'icon.filename MAX_LENGTH'],
    [{ url, filename: false }, 'icon.filename TYPE'],
    [{ url, width: -1 }, 'icon.width MIN'],
    [{ url, width: 100_001 }, 'icon.width MAX'],
    [{ url, height: 1.5 }, 'icon.height TYPE'],
    [{ url, height: '64' }, 'icon.height TYPE'],
    [Object.create({ url }), 'icon.url REQUIRED_FIELD'],
  ])('is not %j', (raw: unknown, violation) => {
    expect(refused(raw)).toEqual([violation]);
  });

  test('may use every length up to its limit', () => {
    const full = 'x'.repeat(255);
    expect(
      parseIcon({ url: url.padEnd(2048, 'x'), id: full, altText: full, filename: full }).match(yes, no),
    ).toBe(true);
  });

  test('reports the violations of all its fields at once', () => {
    expect(refused({ url: 'x', id: '%', altText: 1, filename: 1, width: -1, height: -1 })).toHaveLength(6);
  });

  test('reports violations by their path in a program', () => {
    expect(parseIcon({}).match(unexpected, theError)[0].field).toBe('pointDefinition.icon.url');
  });
});

describe('any icon', () => {
  test('is accepted again unchanged, and equals only one with equal fields', () => {
    fc.assert(
      fc.property(iconInputs(), iconInputs(), (raw, other) => {
        const icon = accepted(raw);
        expect(accepted(icon)).toEqual(icon);
        expect(icon.url).toBe(raw.url);
        expect(isEqual(icon, accepted(raw))).toBe(true);
        expect(isEqual(icon, accepted(other))).toBe(fc.stringify(icon) === fc.stringify(accepted(other)));
        expect(isEqual(icon, null)).toBe(false);
        for (const key of ['url', 'id', 'altText', 'filename', 'width', 'height']) {
          expect(isEqual(icon, { ...icon, [key]: 'another' })).toBe(false);
        }
      }),
    );
  });

  test('with an unusable URL is refused for its URL alone', () => {
    fc.assert(
      fc.property(iconInputs(), refusedIconUrls(), (icon, refusedUrl) => {
        const fields = parseIcon({ ...icon, url: refusedUrl })
          .match(unexpected, theError)
          .map(({ field }) => field);
        expect(new Set(fields)).toEqual(new Set(['pointDefinition.icon.url']));
      }),
    );
  });
});
