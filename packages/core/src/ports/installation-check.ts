import type { Result } from 'neverthrow';
import type { SiteId } from '../values/identifiers.js';
import type { Installation } from '../installation/installation.js';

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
   * The same for many sites at once, with one entry for each site asked about. An error says that nothing
   * is known of any of them.
   */
  checkMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>>;
}
