import { createHash } from 'node:crypto';
import type { AccountId, Actor, SiteId } from '@loyalty-programs/core';
import type { Permission } from '@loyalty-programs/adapters-http/server';

/** What a key opens. The key itself is known by its hash alone. */
export interface Key {
  /** SHA-256 of the key, in lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Stands in the history of what is changed with the key. */
  readonly actor: Actor;
  readonly permissions: ReadonlySet<Permission>;
  readonly sites: 'all' | ReadonlySet<SiteId>;
  /** Only sites that are installed for this account are open to the key. */
  readonly accountId?: AccountId;
}

/** Keys travel in a header, so only visible ASCII characters will do; short ones could be guessed. */
export const isUsableKey = (text: string): boolean => /^[\x21-\x7E]{16,}$/u.test(text);

/** Keys are long and random, so that one fast hash is enough to keep them. */
export const sha256Of = (key: string): string => createHash('sha256').update(key).digest('hex');
