import type { Result } from 'neverthrow';
import type { RepositoryUnavailable } from '../ports/loyalty-program-repository.js';
import type { AccountId, Actor, SiteId } from '../values/identifiers.js';
import type { Timestamp } from '../values/timestamp.js';

/** What a caller may do, and where. */
export interface Grant {
  /** The actor of changes made with the grant. */
  readonly actor: Actor;
  /** Names of permissions. Those that the host does not know grant nothing. */
  readonly permissions: readonly string[];
  readonly sites: 'all' | readonly SiteId[];
  /** Only sites that are installed for this account; `null`: whatever their account. */
  readonly accountId: AccountId | null;
}

/** A key as it is stored: what it opens, never the key itself. Its actor is its name. */
export interface StoredKey extends Grant {
  /** 1–64 characters of `A–Z a–z 0–9 _ -`; not secret. */
  readonly id: string;
  /** SHA-256 of the key, in 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly createdDate: Timestamp;
  /** `null` if unknown. */
  readonly createdBy: Actor | null;
  /** From then on the key opens nothing; `null`: never. */
  readonly expires: Timestamp | null;
  /** When the key was last used, to the minute; `null`: never yet. */
  readonly lastUsed: Timestamp | null;
}

/** There is a key with this id, hash or name. Nothing was stored. */
export interface KeyExists {
  readonly type: 'KeyExists';
}

/** Which page of keys to list. */
export interface KeyPage {
  /** List the keys whose names come behind this one; absent: from the first. It need not be there. */
  readonly after?: string;
  /** List at most this many, from 1. Fewer mean that there are no more. */
  readonly limit: number;
}

/**
 * Stores the keys that are made while a service runs. What it returns is true of all instances at once: an adapter
 * caches nothing. After `RepositoryUnavailable` a change may or may not have been made.
 *
 * The methods never throw and never reject.
 */
export interface KeyStore {
  create(key: StoredKey): Promise<Result<void, KeyExists | RepositoryUnavailable>>;

  /** The key with this hash, an expired one too; `undefined` where there is none. One indexed read. */
  find(sha256: string): Promise<Result<StoredKey | undefined, RepositoryUnavailable>>;

  /** One page of keys in the order of the code points of their names. */
  list(page: KeyPage): Promise<Result<readonly StoredKey[], RepositoryUnavailable>>;

  /** The key with this id; `undefined` where there is none. */
  get(id: string): Promise<Result<StoredKey | undefined, RepositoryUnavailable>>;

  /** Removes a key for good. No error where there is none. */
  revoke(id: string): Promise<Result<void, RepositoryUnavailable>>;

  /** Records that a key was used. An earlier time than the recorded one changes nothing. */
  noteUse(id: string, time: Timestamp): Promise<Result<void, RepositoryUnavailable>>;
}
