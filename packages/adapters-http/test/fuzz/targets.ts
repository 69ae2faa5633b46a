import fc, { type Arbitrary } from 'fast-check';
import { siteIds } from '@loyalty-programs/contract-tests';
import { ENDPOINTS, PREFIXES } from '../../src/server/routes.js';
import { FOREIGN_SITE, SITE } from '../support/keys.js';

const METHODS = [
  'GET',
  'POST',
  'PATCH',
  'PUT',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'get',
  'constructor',
  '',
];
const INSERTIONS = [
  '/',
  '//',
  '.',
  '..',
  '%',
  '%2f',
  '%zz',
  '%00',
  '?',
  '#',
  '\u0000',
  'é',
  '__proto__',
  '{siteId}',
];

const sites = (): Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom<string>(SITE, SITE, 'site-b', FOREIGN_SITE) },
    siteIds(),
    fc.string(),
  );

const ofEndpoints = (): Arbitrary<{ readonly method: string; readonly fullPath: string }> =>
  fc
    .tuple(fc.constantFrom(...ENDPOINTS), fc.constantFrom(...PREFIXES), sites(), queries())
    .map(([{ method, path }, prefix, site, query]) => ({
      method,
      fullPath: `${prefix}${path.replace('{siteId}', () => site.replaceAll('?', ''))}${query}`,
    }));

const queries = (): Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    fc
      .array(
        fc.tuple(
          fc.constantFrom('after', 'limit', 'erase', 'siteIds', '__proto__', ''),
          fc.oneof(
            fc.integer().map(String),
            fc.constantFrom('true', 'false', '9007199254740992', '1e3', '%', 'site-a', 'site-a,site-b', ''),
            fc.string({ unit: 'binary' }),
          ),
        ),
        { maxLength: 3 },
      )
      .map((pairs) => `?${pairs.map((pair) => pair.join('=')).join('&')}`),
  );

const mutated = (path: string): Arbitrary<string> =>
  fc
    .tuple(fc.nat(path.length), fc.nat(4), fc.constantFrom(...INSERTIONS))
    .map(([at, removed, inserted]) => path.slice(0, at) + inserted + path.slice(at + removed));

/** Methods with targets: right ones, right ones with the wrong method, right ones that were mutated, and noise. */
export const targets = (): Arbitrary<{ readonly method: string; readonly fullPath: string }> =>
  fc.oneof(
    { weight: 6, arbitrary: ofEndpoints() },
    {
      weight: 2,
      arbitrary: ofEndpoints().chain(({ method, fullPath }) =>
        mutated(fullPath).map((path) => ({ method, fullPath: path })),
      ),
    },
    {
      weight: 1,
      arbitrary: ofEndpoints().chain(({ fullPath }) =>
        fc.constantFrom(...METHODS).map((method) => ({ method, fullPath })),
      ),
    },
    { weight: 1, arbitrary: fc.record({ method: fc.string(), fullPath: fc.string({ unit: 'binary' }) }) },
  );
