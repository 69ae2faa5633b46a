import { accountIdOf, actorOf, siteIdOf } from '@loyalty-programs/core';
import type { StoredKey } from '@loyalty-programs/core/access';
import type { Checks } from '../check.js';
import { answerOf, errorOf, expectEqual, fail, valueOf } from '../expectations.js';
import { mutateDeep } from '../plain-data.js';
import { SIMILAR_SITES } from '../similar-sites.js';
import type { KeyStoreHarness } from './harness.js';

const NOW = Date.UTC(2030, 0, 1);

const hash = (digit: string): string => digit.repeat(64);

const aKey = (overrides: Partial<StoredKey> = {}): StoredKey => ({
  id: 'key-1',
  sha256: hash('a'),
  actor: actorOf('till'),
  permissions: ['READ_PROGRAM'],
  sites: 'all',
  accountId: null,
  createdDate: NOW,
  createdBy: null,
  expires: null,
  lastUsed: null,
  ...overrides,
});

/** Everything set, with texts that a careless store cuts, folds or escapes. */
const FULL = aKey({
  id: 'A_very-long_id'.padEnd(64, 'x'),
  sha256: hash('f'),
  actor: actorOf('Kasse "3" \\ Ünïcode 🔑'),
  permissions: ['READ_PROGRAM', 'MANAGE_KEYS', 'A_PERMISSION_OF_LATER'],
  sites: SIMILAR_SITES.map(siteIdOf),
  accountId: accountIdOf("o'hara"),
  createdBy: actorOf('admin'),
  expires: NOW + 1,
  lastUsed: NOW - 1,
});

const create = ({ keys }: KeyStoreHarness, key: StoredKey): Promise<void> =>
  valueOf('create', () => keys.create(key));

const find = ({ keys }: KeyStoreHarness, sha256: string) => valueOf('find', () => keys.find(sha256));

/** Names of all keys, page by page. */
const names = async ({ keys }: KeyStoreHarness, limit: number): Promise<readonly string[]> => {
  const all: string[] = [];
  for (;;) {
    const after = all.at(-1);
    const page = await valueOf('list', () => keys.list({ limit, ...(after !== undefined && { after }) }));
    if (page.length > limit) fail(`a page of ${limit} has ${page.length} keys`);
    all.push(...page.map(({ actor }) => actor));
    if (page.length < limit || all.length > 100) return all;
  }
};

/** Everything that the port `KeyStore` demands. */
export const keyStoreChecks = {
  'knows no key before one is created': async (harness) => {
    expectEqual(await find(harness, hash('a')), undefined, 'the key found');
    expectEqual(await valueOf('get', () => harness.keys.get('key-1')), undefined, 'the key with an id');
    expectEqual(await names(harness, 10), [], 'keys listed');
    await valueOf('revoke', () => harness.keys.revoke('key-1'));
    await valueOf('noteUse', () => harness.keys.noteUse('key-1', NOW));
    expectEqual(await names(harness, 10), [], 'keys listed after that');
  },

  'returns a key as it was created': async (harness) => {
    const bare = aKey();
    const none = aKey({ id: 'none', sha256: hash('0'), actor: actorOf('none'), permissions: [], sites: [] });
    for (const key of [bare, FULL, none]) {
      await create(harness, key);
      expectEqual(await find(harness, key.sha256), key, 'the key found by its hash');
      expectEqual(await valueOf('get', () => harness.keys.get(key.id)), key, 'the key found by its id');
    }
    const listed = await valueOf('list', () => harness.keys.list({ limit: 10 }));
    expectEqual(listed, [FULL, none, bare], 'keys listed');
  },

  'finds a key by its whole hash and id alone': async (harness) => {
    await create(harness, aKey({ id: 'key_1' }));
    for (const sha256 of ['', 'a', hash('A'), `${'a'.repeat(63)}_`, `${'a'.repeat(63)}%`]) {
      expectEqual(await find(harness, sha256), undefined, `the key with the hash ${sha256}`);
    }
    for (const id of ['', 'key-1', 'KEY_1', 'key_', 'key%']) {
      expectEqual(await valueOf('get', () => harness.keys.get(id)), undefined, `the key with the id ${id}`);
    }
  },

  'lists keys in code point order of their names, whatever the page size': async (harness) => {
    const unordered = ['b', 'a', 'B', 'é', 'ab', '🔑', '\uFFE0', 'a b'];
    for (const [at, name] of unordered.entries()) {
      await create(harness, aKey({ id: `k${at}`, sha256: hash(String(at)), actor: actorOf(name) }));
    }
    const ordered = ['B', 'a', 'a b', 'ab', 'b', 'é', '\uFFE0', '🔑'];
    for (const limit of [1, 3, unordered.length, 50]) {
      expectEqual(await names(harness, limit), ordered, `keys on pages of ${limit}`);
    }
  },

  'refuses a second key with the id, hash or name of another one': async (harness) => {
    await create(harness, aKey());
    const other = aKey({ id: 'key-2', sha256: hash('b'), actor: actorOf('another till') });
    for (const same of ['id', 'sha256', 'actor'] as const) {
      const key = { ...other, [same]: aKey()[same] };
      await errorOf('create', () => harness.keys.create(key), 'KeyExists');
      expectEqual(await names(harness, 10), ['till'], `keys after one with the same ${same}`);
      expectEqual(await find(harness, hash('a')), aKey(), 'the first key');
    }
    await create(harness, other);
    await create(harness, { ...other, id: 'key-3', sha256: hash('c'), actor: actorOf('TILL') });
  },

  'lets one of two win that create the same name at once': async (harness) => {
    const attempts = ['1', '2', '3', '4'].map((at) =>
      answerOf('create', () =>
        (at === '1' ? harness.keys : harness.others).create(aKey({ id: at, sha256: hash(at) })),
      ),
    );
    const made = (await Promise.all(attempts)).filter((answer) => answer.isOk());
    expectEqual(made.length, 1, 'number of keys made');
    expectEqual(await names(harness, 10), ['till'], 'keys listed');
  },

  'knows a key no more once it is revoked, on every instance': async (harness) => {
    await create(harness, aKey());
    await create(harness, FULL);
    const findElsewhere = () => valueOf('find', () => harness.others.find(hash('a')));
    expectEqual(await findElsewhere(), aKey(), 'the key that another instance finds');
    await valueOf('revoke', () => harness.keys.revoke('key-1'));
    expectEqual(await findElsewhere(), undefined, 'the revoked key that another instance finds');
    expectEqual(await find(harness, hash('a')), undefined, 'the revoked key');
    expectEqual(await names(harness, 10), [FULL.actor], 'keys listed');
    await valueOf('revoke', () => harness.keys.revoke('key-1'));
    await create(harness, aKey());
    expectEqual(await findElsewhere(), aKey(), 'a key like the revoked one');
  },

  'records the last use, and never an earlier one': async (harness) => {
    await create(harness, aKey());
    await create(harness, FULL);
    const use = async (store: 'keys' | 'others', time: number) => {
      await valueOf('noteUse', () => harness[store].noteUse('key-1', time));
      return (await find(harness, hash('a')))?.lastUsed;
    };
    expectEqual(await use('keys', NOW), NOW, 'the last use');
    expectEqual(await use('others', NOW + 60_000), NOW + 60_000, 'the last use on another instance');
    expectEqual(await use('keys', NOW + 1), NOW + 60_000, 'the last use after an earlier one');
    expectEqual(await find(harness, FULL.sha256), FULL, 'another key');
  },

  'is unaffected by a caller that mutates what went in and came out': async (harness) => {
    const key = structuredClone(FULL);
    await create(harness, key);
    mutateDeep(key);
    mutateDeep(await find(harness, FULL.sha256));
    mutateDeep(await valueOf('list', () => harness.keys.list({ limit: 10 })));
    expectEqual(await find(harness, FULL.sha256), FULL, 'the key found');
  },

  'reports an outage, never a missing key': async (harness) => {
    await create(harness, aKey());
    await harness.breakConnection();
    const { keys } = harness;
    await errorOf('find', () => keys.find(hash('a')), 'RepositoryUnavailable');
    await errorOf('get', () => keys.get('key-1'), 'RepositoryUnavailable');
    await errorOf('list', () => keys.list({ limit: 10 }), 'RepositoryUnavailable');
    await errorOf('create', () => keys.create(FULL), 'RepositoryUnavailable');
    await errorOf('revoke', () => keys.revoke('key-1'), 'RepositoryUnavailable');
    await errorOf('noteUse', () => keys.noteUse('key-1', NOW), 'RepositoryUnavailable');
  },
} as const satisfies Checks<KeyStoreHarness>;

export type KeyStoreCheck = keyof typeof keyStoreChecks;
