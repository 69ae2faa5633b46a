import type { Result } from 'neverthrow';
import type { RepositoryUnavailable } from '../ports/loyalty-program-repository.js';
import type { Timestamp } from '../values/timestamp.js';
import type { Grant } from './key-store.js';

/** Who has signed in: with a key, which decides at each call what the session may do, or with a link. */
export type SessionOwner =
  | {
      /** SHA-256 of the key. */
      readonly keySha256: string;
      /** The person, where several use one key. */
      readonly name: string | null;
    }
  | { readonly grant: Grant };

/** A session as it is stored. */
export interface StoredSession {
  /** SHA-256 of the token in the cookie, in 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly owner: SessionOwner;
  /** The session ends then, whatever happens. */
  readonly expires: Timestamp;
  /** The session ends then unless it is extended; never behind `expires`. */
  readonly idleExpires: Timestamp;
}

/** A link that signs in once. */
export interface StoredLink {
  /** SHA-256 of the token in the link, in 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly grant: Grant;
  readonly expires: Timestamp;
}

/**
 * Stores the sessions of people and the links that begin them, so that any instance serves them. What has expired is
 * as good as gone, and is removed when something new is stored. After `RepositoryUnavailable` a change may or may not
 * have been made.
 *
 * The methods never throw and never reject.
 */
export interface SessionStore {
  create(session: StoredSession, now: Timestamp): Promise<Result<void, RepositoryUnavailable>>;

  /** The session that has not ended; else `undefined`. */
  find(sha256: string, now: Timestamp): Promise<Result<StoredSession | undefined, RepositoryUnavailable>>;

  /** Moves the end of an idle session to `idleExpires`, never to an earlier time and never behind its `expires`. */
  extend(sha256: string, idleExpires: Timestamp): Promise<Result<void, RepositoryUnavailable>>;

  /** Ends a session. No error where there is none. */
  remove(sha256: string): Promise<Result<void, RepositoryUnavailable>>;

  createLink(link: StoredLink, now: Timestamp): Promise<Result<void, RepositoryUnavailable>>;

  /**
   * Spends a link, and returns what it grants; `undefined` where there is none, or it is spent or expired. Of several
   * calls at once, one gets the grant.
   */
  takeLink(sha256: string, now: Timestamp): Promise<Result<Grant | undefined, RepositoryUnavailable>>;
}
