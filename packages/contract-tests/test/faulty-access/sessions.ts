import { InMemorySessionStore } from '@loyalty-programs/adapters-memory';
import type { SessionStoreCheck, SessionStoreHarness } from '@loyalty-programs/contract-tests';
import { actorOf } from '@loyalty-programs/core';
import type { Grant, SessionStore, StoredSession } from '@loyalty-programs/core/access';
import { ok } from 'neverthrow';

/** A store of sessions that is right but for one thing. */
interface SessionStoreFault {
  /** The methods that do wrong, by way of a store that does right. */
  readonly inject: (right: InMemorySessionStore) => Partial<SessionStore>;
  /** Also on the other instance. */
  readonly everywhere?: true;
  /** The checks that must fail, each with its message; no other may. */
  readonly fails: Partial<Record<SessionStoreCheck, RegExp>>;
}

const withMethods = (right: InMemorySessionStore, wrong: Partial<SessionStore>): SessionStore => ({
  create: (session, now) => right.create(session, now),
  find: (sha256, now) => right.find(sha256, now),
  extend: (sha256, idleExpires) => right.extend(sha256, idleExpires),
  remove: (sha256) => right.remove(sha256),
  createLink: (link, now) => right.createLink(link, now),
  takeLink: (sha256, now) => right.takeLink(sha256, now),
  ...wrong,
});

export const harnessOf = ({ inject, everywhere }: Omit<SessionStoreFault, 'fails'>): SessionStoreHarness => {
  const right = new InMemorySessionStore();
  const sessions = withMethods(right, inject(right));
  return {
    sessions,
    others: everywhere === true ? sessions : right,
    breakConnection: () => {
      right.breakDown();
    },
    dispose: () => undefined,
  };
};

const NO_GRANT: Grant = { actor: actorOf('nobody'), permissions: [], sites: [], accountId: null };

const TWELVE_HOURS = Date.UTC(2030, 0, 1, 12);

const NOTHING = 'knows nothing before something is stored';
const AS_CREATED = 'returns a session as it was created, on every instance';
const ENDS = 'knows a session until it ends, to the millisecond';
const EXTENDS = 'extends a session, never to an earlier time and never behind its end';
const REMOVES = 'ends a session for every instance';
const ONCE = 'gives the grant of a link once, on whatever instance';
const AT_ONCE = 'gives the grant to one of several that spend a link at once';
const EXPIRED = 'gives nothing for an expired link';
const SWEEPS = 'removes what has expired when something is stored';
const MUTATED = 'is unaffected by a caller that mutates what went in and came out';

/** Each is the store in memory with one fault. */
export const sessionStoreFaults: Readonly<Record<string, SessionStoreFault>> = {
  'grants something for any link': {
    inject: (right) => ({
      takeLink: async (sha256, now) => (await right.takeLink(sha256, now)).map((grant) => grant ?? NO_GRANT),
    }),
    everywhere: true,
    fails: {
      [NOTHING]: /the grant of a link/u,
      [ONCE]: /unknown link/u,
      [AT_ONCE]: /the grants given/u,
      [EXPIRED]: /expired link/u,
      [SWEEPS]: /the link after/u,
    },
  },
  'loses the name of the person': {
    inject: (right) => ({
      create: (session, now) =>
        right.create(
          { ...session, owner: 'grant' in session.owner ? session.owner : { ...session.owner, name: null } },
          now,
        ),
    }),
    fails: { [AS_CREATED]: /name/u },
  },
  'knows a session for one millisecond too long': {
    inject: (right) => ({ find: (sha256, now) => right.find(sha256, now - 1) }),
    fails: { [ENDS]: /that has ended/u },
  },
  'never ends a session that is idle': {
    inject: (right) => ({ find: (sha256) => right.find(sha256, 0) }),
    fails: { [ENDS]: /that has ended/u },
  },
  'extends a session behind its end': {
    inject: (right) => ({
      create: (session, now) => right.create({ ...session, expires: Number.MAX_SAFE_INTEGER }, now),
      find: async (sha256, now) =>
        (await right.find(sha256, now)).map((session) =>
          session === undefined ? session : { ...session, expires: TWELVE_HOURS },
        ),
    }),
    everywhere: true,
    fails: { [EXTENDS]: /after a late extension/u },
  },
  'shortens a session': {
    inject: (right) => ({
      extend: async (sha256, idleExpires) => {
        const session = (await right.find(sha256, 0)).unwrapOr(undefined);
        if (session === undefined) return right.extend(sha256, idleExpires);
        return right.create({ ...session, idleExpires: Math.min(session.expires, idleExpires) }, 0);
      },
    }),
    everywhere: true,
    fails: { [EXTENDS]: /after an earlier extension/u },
  },
  'brings a removed session back': {
    inject: (right) => {
      const removed = new Map<string, StoredSession>();
      return {
        remove: async (sha256) => {
          const session = (await right.find(sha256, 0)).unwrapOr(undefined);
          if (session !== undefined) removed.set(sha256, session);
          return right.remove(sha256);
        },
        extend: async (sha256, idleExpires) => {
          const session = removed.get(sha256);
          return session === undefined ? right.extend(sha256, idleExpires) : right.create(session, 0);
        },
      };
    },
    everywhere: true,
    fails: { [REMOVES]: /after it was extended/u },
  },
  'lets a link be spent again': {
    inject: (right) => {
      const spent = new Map<string, Grant>();
      return {
        takeLink: async (sha256, now) =>
          (await right.takeLink(sha256, now)).map((grant) => {
            if (grant !== undefined) spent.set(sha256, grant);
            return spent.get(sha256);
          }),
      };
    },
    everywhere: true,
    fails: { [ONCE]: /spent link/u, [AT_ONCE]: /the grants given/u },
  },
  'looks at a link before it spends it, in two steps': {
    inject: (right) => {
      const pending = new Map<string, Promise<Grant | undefined>>();
      return {
        takeLink: async (sha256, now) => {
          const first = pending.get(sha256);
          if (first !== undefined) return ok(await first);
          const taking = right.takeLink(sha256, now);
          pending.set(
            sha256,
            taking.then((taken) => taken.unwrapOr(undefined)),
          );
          const taken = await taking;
          pending.delete(sha256);
          return taken;
        },
      };
    },
    everywhere: true,
    fails: { [AT_ONCE]: /the grants given/u },
  },
  'grants what an expired link did': {
    inject: (right) => ({ takeLink: (sha256) => right.takeLink(sha256, 0) }),
    fails: { [EXPIRED]: /expired link/u },
  },
  'leaves expired sessions where they are': {
    inject: (right) => ({
      create: (session) => right.create(session, 0),
      createLink: (link) => right.createLink(link, 0),
    }),
    fails: { [SWEEPS]: /the session after/u },
  },
  'hands out its own session': {
    inject: (right) => {
      const own = new Map<string, StoredSession>();
      return {
        find: async (sha256, now) => {
          const session = await right.find(sha256, now);
          const known = own.get(sha256);
          if (known !== undefined) return ok(known);
          const value = session.unwrapOr(undefined);
          if (value !== undefined && 'grant' in value.owner) own.set(sha256, value);
          return session;
        },
      };
    },
    fails: { [MUTATED]: /the session found/u },
  },
  'knows no session when it is down': {
    inject: (right) => ({
      find: async (sha256, now) => ok((await right.find(sha256, now)).unwrapOr(undefined)),
    }),
    fails: { 'reports an outage, never the end of a session': /find gave/u },
  },
};
