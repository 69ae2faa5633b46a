import { createHash } from 'node:crypto';
import {
  type Authenticate,
  type HttpRequest,
  isPermission,
  pageOfSites,
  type Permission,
  PERMISSIONS,
  type Principal,
} from '@loyalty-programs/adapters-http/server';
import {
  type AccountId,
  type Actor,
  actorOf,
  type Clock,
  type SiteId,
  type Unavailable,
} from '@loyalty-programs/core';
import type { SiteDirectory } from '@loyalty-programs/core/adapter-kit';
import type { KeyStore, StoredKey } from '@loyalty-programs/core/access';
import { err, ok, type Result } from 'neverthrow';
import { loggable } from '../log-output.js';

/** What a key permits. Only the hash of the key is stored. */
export interface Key {
  /** SHA-256 of the key, in lower-case hexadecimal digits. */
  readonly sha256: string;
  /** The actor of changes made with the key. */
  readonly actor: Actor;
  readonly permissions: ReadonlySet<Permission>;
  readonly sites: 'all' | ReadonlySet<SiteId>;
  /** Only sites that are installed for this account are open to the key. */
  readonly accountId?: AccountId;
  /** Epoch milliseconds from which on the key opens nothing; absent: never. */
  readonly expires?: number;
}

/** Keys travel in a header, so only visible ASCII characters will do; short ones could be guessed. */
export const isUsableKey = (text: string): boolean => /^[\x21-\x7E]{16,}$/u.test(text);

/** Keys are long and random, so one fast hash is enough. */
export const sha256Of = (key: string): string => createHash('sha256').update(key).digest('hex');

/**
 * The address a call comes from. Each proxy appends the address that called it to `X-Forwarded-For`. Behind n trusted
 * proxies the caller is the n-th from the end; the values before it can be forged.
 */
export const callerAddress = (request: HttpRequest, trustedProxies: number): string => {
  const direct = request.remoteAddress ?? '';
  if (trustedProxies === 0) return direct;
  const forwarded = (request.header('x-forwarded-for') ?? '').split(',').map((each) => each.trim());
  return forwarded.at(-trustedProxies) || direct;
};

/** How many wrong keys an address may send at once, and how often, in milliseconds, one more. */
const BURST = 20;

const INTERVAL = 3000;

/** Of how many addresses something is remembered. The one that was not heard of for longest is forgotten first. */
const MAX_ADDRESSES = 10_000;

/** How many right keys of an address are remembered; the first ones are forgotten first. */
const MAX_KNOWN_KEYS = 1000;

interface Caller {
  /** How many wrong keys it may still send, as of `since`. */
  allowance: number;
  since: number;
  /** The hashes of the right keys that it has sent. */
  readonly known: Set<string>;
}

/** A caller on IPv6 has a whole network of addresses, so the network counts. */
const networkOf = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
};

/**
 * Bounds how many keys can be guessed from one address. When its allowance is spent, only keys that were right from
 * there before are still checked, so that callers behind one proxy don't lock each other out.
 */
export class FailedKeys {
  readonly #callers = new Map<string, Caller>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Seconds after which a key from this address is checked; `undefined`: at once. */
  retryAfter(address: string, sha256: string): number | undefined {
    const caller = this.#callerAt(address);
    if (caller.allowance >= 1 || caller.known.has(sha256)) return undefined;
    return Math.ceil(((1 - caller.allowance) * INTERVAL) / 1000);
  }

  /** Returns whether the address has now spent its allowance. */
  noteWrong(address: string): boolean {
    const caller = this.#callerAt(address);
    caller.allowance = Math.max(0, caller.allowance - 1);
    return caller.allowance < 1;
  }

  noteRight(address: string, sha256: string): void {
    const { known } = this.#callerAt(address);
    known.add(sha256);
    const [oldest] = known;
    if (known.size > MAX_KNOWN_KEYS && oldest !== undefined) known.delete(oldest);
  }

  #callerAt(address: string): Caller {
    const network = networkOf(address);
    const now = this.#now();
    const caller = this.#callers.get(network) ?? { allowance: BURST, since: now, known: new Set() };
    caller.allowance = Math.min(BURST, caller.allowance + (now - caller.since) / INTERVAL);
    caller.since = now;
    this.#callers.delete(network);
    this.#callers.set(network, caller);
    const [oldest] = this.#callers.keys();
    if (this.#callers.size > MAX_ADDRESSES && oldest !== undefined) this.#callers.delete(oldest);
    return caller;
  }
}

/** Opens everything. */
export const adminKeyEntry = (key: string): Key => ({
  sha256: sha256Of(key),
  actor: actorOf('admin'),
  permissions: new Set(PERMISSIONS),
  sites: 'all',
});

const unavailable = (cause: unknown): Unavailable => ({ type: 'Unavailable', cause });

const principalOf = (
  { actor, permissions, sites, accountId, expires }: Key,
  directory: Pick<SiteDirectory, 'listSites'>,
): Principal => ({
  actor,
  permissions,
  sites,
  ...(accountId !== undefined && { accountId }),
  ...(expires !== undefined && { expires }),
  memberSites: async (page) => {
    if (sites !== 'all') return ok(pageOfSites(sites, page));
    const listed = await directory.listSites({ ...page, ...(accountId !== undefined && { accountId }) });
    return listed.mapErr(({ cause }) => unavailable(cause));
  },
});

/** A stored key. Permissions unknown to this version grant nothing. */
const keyIn = ({ sha256, actor, permissions, sites, accountId, expires }: StoredKey): Key => ({
  sha256,
  actor,
  permissions: new Set(permissions.filter(isPermission)),
  sites: sites === 'all' ? sites : new Set(sites),
  ...(accountId !== null && { accountId }),
  ...(expires !== null && { expires }),
});

/** The shortest time, in milliseconds, between two records of the use of a key. */
const USE_INTERVAL = 60_000;

interface KeyOptions {
  /** The keys of the configuration. */
  readonly keys: readonly Key[];
  /** The stored keys. Each is looked up at each call, so that changes take effect at once. */
  readonly keyStore: Pick<KeyStore, 'find' | 'noteUse'>;
  readonly clock: Clock;
  readonly directory: Pick<SiteDirectory, 'listSites'>;
  /** How many proxies in front of the service are trusted to name the caller. */
  readonly trustedProxies: number;
  readonly logger: { warn(fields: object, message: string): void };
}

/** Knows callers by the key in their `Authorization` header: the raw key, as official clients send it. */
export const authenticateByKey = ({
  keys,
  keyStore,
  clock,
  directory,
  trustedProxies,
  logger,
}: KeyOptions): Authenticate => {
  const principals = new Map(keys.map((key) => [key.sha256, principalOf(key, directory)]));
  const failedKeys = new FailedKeys();

  const notNoted = (cause: unknown): void => {
    logger.warn({ cause: loggable(cause) }, 'the use of a key was not recorded');
  };

  /** The keys whose use is being recorded: a store that is busy gets one write of each. */
  const noting = new Set<string>();

  const noteUse = async ({ id, lastUsed }: StoredKey, now: number): Promise<void> => {
    if (noting.has(id) || (lastUsed !== null && lastUsed > now - USE_INTERVAL)) return;
    noting.add(id);
    const noted = await keyStore.noteUse(id, now).finally(() => {
      noting.delete(id);
    });
    if (noted.isErr()) notNoted(noted.error.cause);
  };

  const storedPrincipal = async (sha256: string): Promise<Result<Principal | undefined, Unavailable>> => {
    const found = await keyStore.find(sha256);
    if (found.isErr()) return err(unavailable(found.error.cause));
    const key = found.value;
    const now = clock.now();
    if (key === undefined || (key.expires !== null && key.expires <= now)) return ok(undefined);
    // Not awaited: a store that can only be read now answers reads all the same.
    noteUse(key, now).catch(notNoted);
    return ok(principalOf(keyIn(key), directory));
  };

  return async (request) => {
    const key = request.header('authorization') ?? '';
    // No key is not a guess.
    if (key === '') return err({ type: 'Unauthenticated' });
    const sha256 = sha256Of(key);
    const address = callerAddress(request, trustedProxies);
    const retryAfter = failedKeys.retryAfter(address, sha256);
    if (retryAfter !== undefined) return err({ type: 'RateLimited', retryAfter });
    const known = principals.get(sha256);
    const principal = known === undefined ? await storedPrincipal(sha256) : ok(known);
    if (principal.isErr()) return err(principal.error);
    if (principal.value !== undefined) {
      failedKeys.noteRight(address, sha256);
      return ok(principal.value);
    }
    const isLimited = failedKeys.noteWrong(address);
    logger.warn({ address, path: request.path }, isLimited ? 'too many wrong keys' : 'wrong key');
    return err({ type: 'Unauthenticated' });
  };
};
