import { InMemoryKeyStore } from '@loyalty-programs/adapters-memory';
import type { KeyStoreCheck, KeyStoreHarness } from '@loyalty-programs/contract-tests';
import { actorOf } from '@loyalty-programs/core';
import type { KeyStore, StoredKey } from '@loyalty-programs/core/access';
import { ok } from 'neverthrow';

/** A store of keys that is right but for one thing. */
interface KeyStoreFault {
  /** The methods that do wrong, by way of a store that does right. */
  readonly inject: (right: InMemoryKeyStore) => Partial<KeyStore>;
  /** Also on the other instance. */
  readonly everywhere?: true;
  /** The checks that must fail, each with its message; no other may. */
  readonly fails: Partial<Record<KeyStoreCheck, RegExp>>;
}

const withMethods = (right: InMemoryKeyStore, wrong: Partial<KeyStore>): KeyStore => ({
  create: (key) => right.create(key),
  find: (sha256) => right.find(sha256),
  get: (id) => right.get(id),
  list: (page) => right.list(page),
  revoke: (id) => right.revoke(id),
  noteUse: (id, time) => right.noteUse(id, time),
  ...wrong,
});

export const harnessOf = ({ inject, everywhere }: Omit<KeyStoreFault, 'fails'>): KeyStoreHarness => {
  const right = new InMemoryKeyStore();
  const keys = withMethods(right, inject(right));
  return {
    keys,
    others: everywhere === true ? keys : right,
    breakConnection: () => {
      right.breakDown();
    },
    dispose: () => undefined,
  };
};

const A_STRANGER: StoredKey = {
  id: 'stranger',
  sha256: '9'.repeat(64),
  actor: actorOf('stranger'),
  permissions: [],
  sites: [],
  accountId: null,
  createdDate: 0,
  createdBy: null,
  expires: null,
  lastUsed: null,
};

const ORDER = 'lists keys in code point order of their names, whatever the page size';
const WHOLE = 'finds a key by its whole hash and id alone';
const AS_CREATED = 'returns a key as it was created';

/** Each is the store in memory with one fault. */
export const keyStoreFaults: Readonly<Record<string, KeyStoreFault>> = {
  'knows a key from the start': {
    inject: (right) => ({ get: async (id) => (await right.get(id)).map((key) => key ?? A_STRANGER) }),
    fails: { 'knows no key before one is created': /the key with an id/u, [WHOLE]: /the key with the id/u },
  },
  'loses the account': {
    inject: (right) => ({ create: (key) => right.create({ ...key, accountId: null }) }),
    fails: {
      [AS_CREATED]: /accountId/u,
      'records the last use, and never an earlier one': /another key/u,
      'is unaffected by a caller that mutates what went in and came out': /accountId/u,
    },
  },
  'takes a list of no sites for all sites': {
    inject: (right) => ({
      create: (key) => right.create({ ...key, sites: key.sites.length === 0 ? 'all' : key.sites }),
    }),
    fails: { [AS_CREATED]: /sites/u },
  },
  'ignores the case of a hash': {
    inject: (right) => ({ find: (sha256) => right.find(sha256.toLowerCase()) }),
    fails: { [WHOLE]: /the key with the hash AAA/u },
  },
  'lists keys in the order of a dictionary': {
    inject: (right) => ({
      list: async (page) =>
        (await right.list(page)).map((keys) =>
          [...keys].sort((a, b) => a.actor.localeCompare(b.actor, 'en')),
        ),
    }),
    fails: { [ORDER]: /keys on pages of/u },
  },
  'lists one key more than requested': {
    inject: (right) => ({ list: (page) => right.list({ ...page, limit: page.limit + 1 }) }),
    fails: { [ORDER]: /a page of 1 has 2 keys/u },
  },
  'replaces a key of the same name': {
    inject: (right) => ({
      create: async (key) => {
        const all = (await right.list({ limit: 100 })).unwrapOr([]);
        for (const { id, actor, sha256 } of all) {
          if (actor === key.actor || id === key.id || sha256 === key.sha256)
            (await right.revoke(id)).unwrapOr(undefined);
        }
        return right.create(key);
      },
    }),
    fails: { 'refuses a second key with the id, hash or name of another one': /KeyExists was expected/u },
  },
  'tells everybody who creates the same name at once that it is theirs': {
    inject: (right) => {
      const pending = new Set<string>();
      return {
        create: async (key) => {
          if (pending.has(key.actor)) return ok(undefined);
          pending.add(key.actor);
          const created = await right.create(key);
          pending.delete(key.actor);
          return created;
        },
      };
    },
    everywhere: true,
    fails: { 'lets one of two win that create the same name at once': /number of keys made/u },
  },
  'caches what it found': {
    inject: (right) => {
      const found = new Map<string, StoredKey>();
      return {
        find: async (sha256) => {
          const known = found.get(sha256);
          if (known !== undefined) return ok(structuredClone(known));
          const key = await right.find(sha256);
          if (key.isOk() && key.value !== undefined) found.set(sha256, structuredClone(key.value));
          return key;
        },
      };
    },
    everywhere: true,
    fails: {
      'knows a key no more once it is revoked, on every instance': /revoked key that another instance finds/u,
      'records the last use, and never an earlier one': /the last use/u,
    },
  },
  'takes the latest report for the last use': {
    inject: (right) => ({
      noteUse: async (id, time) => {
        const key = (await right.get(id)).unwrapOr(undefined);
        if (key === undefined) return right.noteUse(id, time);
        const revoked = await right.revoke(id);
        if (revoked.isErr()) return revoked;
        (await right.create({ ...key, lastUsed: time })).unwrapOr(undefined);
        return ok(undefined);
      },
    }),
    fails: { 'records the last use, and never an earlier one': /after an earlier one/u },
  },
  'hands out its own key': {
    inject: (right) => {
      const own = new Map<string, StoredKey>();
      return {
        find: async (sha256) => {
          const key = await right.find(sha256);
          const value = own.get(sha256) ?? key.unwrapOr(undefined);
          if (value === undefined || value.sites === 'all') return key;
          own.set(sha256, value);
          return ok(value);
        },
      };
    },
    fails: { 'is unaffected by a caller that mutates what went in and came out': /the key found/u },
  },
  'finds no key when it is down': {
    inject: (right) => ({ find: async (sha256) => ok((await right.find(sha256)).unwrapOr(undefined)) }),
    fails: { 'reports an outage, never a missing key': /find gave/u },
  },
};
