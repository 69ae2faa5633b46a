import { accountIdOf, actorOf, siteIdOf } from '@loyalty-programs/core';
import type { Grant, StoredLink, StoredSession } from '@loyalty-programs/core/access';
import type { Checks } from '../check.js';
import { errorOf, expectEqual, valueOf } from '../expectations.js';
import { mutateDeep } from '../plain-data.js';
import type { SessionStoreHarness } from './harness.js';

const NOW = Date.UTC(2030, 0, 1);

const HOUR = 3_600_000;

const hash = (digit: string): string => digit.repeat(64);

const GRANT: Grant = {
  actor: actorOf('Åsa "link"'),
  permissions: ['READ_PROGRAM', 'MANAGE_PROGRAM'],
  sites: [siteIdOf('shop'), siteIdOf('SHOP')],
  accountId: accountIdOf("o'hara"),
};

const ALL: Grant = { actor: actorOf('link'), permissions: [], sites: 'all', accountId: null };

const aSession = (overrides: Partial<StoredSession> = {}): StoredSession => ({
  sha256: hash('a'),
  owner: { keySha256: hash('f'), name: null },
  expires: NOW + 12 * HOUR,
  idleExpires: NOW + HOUR,
  ...overrides,
});

const aLink = (overrides: Partial<StoredLink> = {}): StoredLink => ({
  sha256: hash('b'),
  grant: GRANT,
  expires: NOW + HOUR,
  ...overrides,
});

const create = ({ sessions }: SessionStoreHarness, session: StoredSession, now = NOW): Promise<void> =>
  valueOf('create', () => sessions.create(session, now));

const createLink = ({ sessions }: SessionStoreHarness, link: StoredLink, now = NOW): Promise<void> =>
  valueOf('createLink', () => sessions.createLink(link, now));

const find = ({ sessions }: SessionStoreHarness, sha256: string, now = NOW) =>
  valueOf('find', () => sessions.find(sha256, now));

const take = ({ sessions }: SessionStoreHarness, sha256: string, now = NOW) =>
  valueOf('takeLink', () => sessions.takeLink(sha256, now));

/** Everything that the port `SessionStore` demands. */
export const sessionStoreChecks = {
  'knows nothing before something is stored': async (harness) => {
    expectEqual(await find(harness, hash('a')), undefined, 'the session found');
    expectEqual(await take(harness, hash('b')), undefined, 'the grant of a link');
    await valueOf('remove', () => harness.sessions.remove(hash('a')));
    await valueOf('extend', () => harness.sessions.extend(hash('a'), NOW + HOUR));
    expectEqual(await find(harness, hash('a')), undefined, 'the session found after that');
  },

  'returns a session as it was created, on every instance': async (harness) => {
    const owners = [
      { keySha256: hash('f'), name: null },
      { keySha256: hash('e'), name: 'Zoë' },
      { grant: GRANT },
      { grant: ALL },
    ];
    for (const [at, owner] of owners.entries()) {
      const session = aSession({ sha256: hash(String(at)), owner });
      await create(harness, session);
      expectEqual(await find(harness, session.sha256), session, 'the session found');
      const elsewhere = await valueOf('find', () => harness.others.find(session.sha256, NOW));
      expectEqual(elsewhere, session, 'the session that another instance finds');
    }
    for (const sha256 of ['', '0', hash('9'), `${'0'.repeat(63)}_`]) {
      expectEqual(await find(harness, sha256), undefined, `the session of ${sha256}`);
    }
  },

  'knows a session until it ends, to the millisecond': async (harness) => {
    const session = aSession();
    await create(harness, session);
    expectEqual(
      await find(harness, hash('a'), session.idleExpires - 1),
      session,
      'a session that just lasts',
    );
    expectEqual(await find(harness, hash('a'), session.idleExpires), undefined, 'a session that has ended');
  },

  'extends a session, never to an earlier time and never behind its end': async (harness) => {
    const session = aSession();
    await create(harness, session);
    await create(harness, aSession({ sha256: hash('c') }));
    const extended = async (idleExpires: number) => {
      await valueOf('extend', () => harness.others.extend(hash('a'), idleExpires));
      return (await find(harness, hash('a')))?.idleExpires;
    };
    expectEqual(await extended(NOW + 2 * HOUR), NOW + 2 * HOUR, 'the end of an extended session');
    expectEqual(await extended(NOW + HOUR), NOW + 2 * HOUR, 'the end after an earlier extension');
    expectEqual(await extended(NOW + 13 * HOUR), session.expires, 'the end after a late extension');
    expectEqual((await find(harness, hash('c')))?.idleExpires, NOW + HOUR, 'the end of another session');
  },

  'ends a session for every instance': async (harness) => {
    await create(harness, aSession());
    await create(harness, aSession({ sha256: hash('c') }));
    await valueOf('remove', () => harness.others.remove(hash('a')));
    expectEqual(await find(harness, hash('a')), undefined, 'the removed session');
    await valueOf('extend', () => harness.sessions.extend(hash('a'), NOW + 2 * HOUR));
    expectEqual(await find(harness, hash('a')), undefined, 'the removed session after it was extended');
    expectEqual((await find(harness, hash('c')))?.sha256, hash('c'), 'another session');
  },

  'gives the grant of a link once, on whatever instance': async (harness) => {
    await createLink(harness, aLink());
    await createLink(harness, aLink({ sha256: hash('c'), grant: ALL }));
    expectEqual(await take(harness, hash('d')), undefined, 'the grant of an unknown link');
    const elsewhere = await valueOf('takeLink', () => harness.others.takeLink(hash('b'), NOW));
    expectEqual(elsewhere, GRANT, 'the grant');
    expectEqual(await take(harness, hash('b')), undefined, 'the grant of a spent link');
    expectEqual(await take(harness, hash('c')), ALL, 'the grant of another link');
  },

  'gives the grant to one of several that spend a link at once': async (harness) => {
    await createLink(harness, aLink());
    const stores = [harness.sessions, harness.others, harness.sessions, harness.others];
    const taken = await Promise.all(
      stores.map((store) => valueOf('takeLink', () => store.takeLink(hash('b'), NOW))),
    );
    expectEqual(
      taken.filter((grant) => grant !== undefined),
      [GRANT],
      'the grants given',
    );
  },

  'gives nothing for an expired link': async (harness) => {
    const link = aLink();
    await createLink(harness, link);
    expectEqual(await take(harness, hash('b'), link.expires), undefined, 'the grant of an expired link');
    await createLink(harness, { ...link, sha256: hash('c') });
    expectEqual(
      await take(harness, hash('c'), link.expires - 1),
      GRANT,
      'the grant of a link that just lasts',
    );
  },

  'removes what has expired when something is stored': async (harness) => {
    const [session, link] = [aSession(), aLink()];
    for (const store of ['session', 'link'] as const) {
      const sha256 = {
        session: hash(store === 'link' ? '1' : '2'),
        link: hash(store === 'link' ? '3' : '4'),
      };
      await create(harness, { ...session, sha256: sha256.session });
      await createLink(harness, { ...link, sha256: sha256.link });
      const late = NOW + HOUR;
      if (store === 'session')
        await create(harness, aSession({ sha256: hash('5'), idleExpires: late + 1 }), late);
      else await createLink(harness, aLink({ sha256: hash('6'), expires: late + 1 }), late);
      // Seen from before their end they would be there again, if they were.
      expectEqual(await find(harness, sha256.session), undefined, `the session after a later ${store}`);
      expectEqual(await take(harness, sha256.link), undefined, `the link after a later ${store}`);
    }
    expectEqual((await find(harness, hash('5')))?.sha256, hash('5'), 'the later session');
    expectEqual(await take(harness, hash('6')), GRANT, 'the later link');
  },

  'is unaffected by a caller that mutates what went in and came out': async (harness) => {
    const [session, link] = [aSession({ owner: { grant: GRANT } }), aLink()];
    const [passedSession, passedLink] = structuredClone([session, link] as const);
    await create(harness, passedSession);
    await createLink(harness, passedLink);
    mutateDeep(passedSession);
    mutateDeep(passedLink);
    mutateDeep(await find(harness, hash('a')));
    expectEqual(await find(harness, hash('a')), session, 'the session found');
    expectEqual(await take(harness, hash('b')), GRANT, 'the grant of the link');
  },

  'reports an outage, never the end of a session': async (harness) => {
    await create(harness, aSession());
    await createLink(harness, aLink());
    await harness.breakConnection();
    const { sessions } = harness;
    await errorOf('find', () => sessions.find(hash('a'), NOW), 'RepositoryUnavailable');
    await errorOf('takeLink', () => sessions.takeLink(hash('b'), NOW), 'RepositoryUnavailable');
    await errorOf(
      'create',
      () => sessions.create(aSession({ sha256: hash('c') }), NOW),
      'RepositoryUnavailable',
    );
    await errorOf(
      'createLink',
      () => sessions.createLink(aLink({ sha256: hash('c') }), NOW),
      'RepositoryUnavailable',
    );
    await errorOf('extend', () => sessions.extend(hash('a'), NOW + 2 * HOUR), 'RepositoryUnavailable');
    await errorOf('remove', () => sessions.remove(hash('a')), 'RepositoryUnavailable');
  },
} as const satisfies Checks<SessionStoreHarness>;

export type SessionStoreCheck = keyof typeof sessionStoreChecks;
