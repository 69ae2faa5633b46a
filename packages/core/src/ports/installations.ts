import type { Result } from 'neverthrow';
import type { Installation, Installed } from '../installation/installation.js';
import type { AccountId, SiteId } from '../values/identifiers.js';

/** It could not be found out whether loyalty is installed. Never to be taken for "not installed". */
export interface InstallationCheckUnavailable {
  readonly type: 'InstallationCheckUnavailable';
  /** What the adapter knows of the reason, for logs. */
  readonly cause?: unknown;
}

/**
 * Tells what is installed on a site. "Installed", "not installed" and "could not find out" are three
 * answers: the first two are an `Installation`, the last is the error.
 *
 * The methods never throw and never reject.
 */
export interface InstallationCheck {
  /** A site that was never heard of is not installed. */
  check(siteId: SiteId): Promise<Result<Installation, InstallationCheckUnavailable>>;

  /**
   * The same for many sites at once, with one entry for each requested site. An error says that nothing
   * is known of any of them.
   */
  checkMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>>;
}

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
