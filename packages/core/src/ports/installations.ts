import type { Result } from 'neverthrow';
import type { ChangeContext } from '../program/change.js';
import type { Installation, Installed } from '../installation/installation.js';
import type { AccountId, SiteId } from '../values/identifiers.js';
import type { Described } from '../program/errors.js';

/** It could not be found out whether loyalty is installed. Never to be taken for "not installed". */
export interface InstallationCheckUnavailable extends Described {
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

/** The registry did not answer. Whether a change took place is unknown, unless `notDone` is set. Repeating it is safe. */
export interface InstallationRegistryUnavailable extends Described {
  readonly type: 'InstallationRegistryUnavailable';
  /** What the adapter knows of the reason, for logs. */
  readonly cause?: unknown;
  /** The registry certainly changed nothing: the disk is full or a lock was not free, say. */
  readonly notDone?: true;
}

/** A change of the registry that is made only if the site has this owner at that very moment. */
export interface OwnerCondition {
  /** The site is installed for this account. */
  readonly accountId: AccountId;
  /** A site on which loyalty is not installed will do as well. Default: false. */
  readonly orNotInstalled?: boolean;
}

/** The site has another owner than an `OwnerCondition` names; nothing was changed. */
export interface NotOwner extends Described {
  readonly type: 'NotOwner';
  readonly siteId: SiteId;
}

/** Whether a site meets the condition of a change, if there is one. */
export const isOwned = (installation: Installation, onlyIf: OwnerCondition | undefined): boolean => {
  if (onlyIf === undefined) return true;
  return installation.installed
    ? installation.accountId === onlyIf.accountId
    : onlyIf.orNotInstalled === true;
};

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
   *
   * `onlyIf` is checked in the same step: no change of another caller comes between.
   *
   * Where the registry shares its store with a `ProgramEventFeed`, that tells of it: `LoyaltyInstalled` or
   * `InstallationChanged`, stored together with the record. What changes nothing makes no event.
   *
   * @param context when, by whom and by which request; by default now, and not known
   */
  register(
    siteId: SiteId,
    installation: Installed,
    onlyIf?: OwnerCondition,
    context?: ChangeContext,
  ): Promise<Result<Installed, InstallationRegistryUnavailable | NotOwner>>;

  /**
   * Records that loyalty is not installed on the site (any more), with a `LoyaltyUninstalled` as `register` does. No
   * error, and no event, for one where it never was, unless `onlyIf` forbids it. The condition is checked in the same
   * step.
   */
  remove(
    siteId: SiteId,
    onlyIf?: OwnerCondition,
    context?: ChangeContext,
  ): Promise<Result<void, InstallationRegistryUnavailable | NotOwner>>;

  /** The sites on which loyalty is installed, of one account or of all, in the order of their ids' code points. */
  listSites(accountId?: AccountId): Promise<Result<readonly SiteId[], InstallationRegistryUnavailable>>;
}
