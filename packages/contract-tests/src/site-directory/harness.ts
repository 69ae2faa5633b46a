import type { AccountId, LoyaltyProgram, SiteId } from '@loyalty-programs/core';
import type { SiteDirectory } from '@loyalty-programs/core/adapter-kit';
import type { Harness } from '../check.js';

/** What the suite needs of an adapter of `SiteDirectory`. */
export interface SiteDirectoryHarness extends Harness {
  readonly directory: SiteDirectory;
  /** Records that loyalty is installed on the site, which belongs to the account. */
  install(siteId: SiteId, accountId: AccountId | null): Promise<void> | void;
  /** Records that loyalty is not installed on the site any more. */
  uninstall(siteId: SiteId): Promise<void> | void;
  /** Stores a program for the site, which has none: one of some name in DRAFT, if nothing else is said. */
  storeProgram(siteId: SiteId, program?: StoredTraits): Promise<void> | void;
  /** Erases the program of the site. */
  eraseProgram(siteId: SiteId): Promise<void> | void;
}

/** What a search looks at in a program. */
export interface StoredTraits {
  readonly name?: string;
  readonly status?: LoyaltyProgram['status'];
}
