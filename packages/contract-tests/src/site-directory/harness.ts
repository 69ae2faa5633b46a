import type { AccountId, SiteDirectory, SiteId } from '@loyalty-programs/core';
import type { Harness } from '../check.js';

/** What the suite needs of an adapter of `SiteDirectory`. */
export interface SiteDirectoryHarness extends Harness {
  readonly directory: SiteDirectory;
  /** Records that loyalty is installed on the site, which belongs to the account. */
  install(siteId: SiteId, accountId: AccountId | null): Promise<void> | void;
  /** Records that loyalty is not installed on the site any more. */
  uninstall(siteId: SiteId): Promise<void> | void;
  /** Stores a program for the site. */
  storeProgram(siteId: SiteId): Promise<void> | void;
  /** Erases the program of the site. */
  eraseProgram(siteId: SiteId): Promise<void> | void;
}
