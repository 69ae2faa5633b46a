import type { Result } from 'neverthrow';
import type { AccountId, SiteId } from '../values/identifiers.js';
import type { Installed } from '../installation/installation.js';

/** The registry did not answer; whether a change of it took place is not known. Repeating it is safe. */
export interface InstallationRegistryUnavailable {
  readonly type: 'InstallationRegistryUnavailable';
  /** What the adapter knows of the reason, for logs. */
  readonly cause?: unknown;
}

/**
 * Keeps the installations, for hosts that have no other system that knows them. What it holds, an
 * `InstallationCheck` over the same data answers with.
 *
 * The methods never throw and never reject.
 */
export interface InstallationRegistry {
  /**
   * Records that loyalty is installed on the site, in place of what was recorded before. If loyalty was
   * installed already, the date since when it is stays: the `since` given here is for a new installation.
   * Returns what is recorded now.
   */
  register(
    siteId: SiteId,
    installation: Installed,
  ): Promise<Result<Installed, InstallationRegistryUnavailable>>;

  /** Records that loyalty is not installed on the site (any more). No error for one where it never was. */
  remove(siteId: SiteId): Promise<Result<void, InstallationRegistryUnavailable>>;

  /** The sites on which loyalty is installed, of one account or of all, in the order of their ids' code points. */
  listSites(accountId?: AccountId): Promise<Result<readonly SiteId[], InstallationRegistryUnavailable>>;
}
