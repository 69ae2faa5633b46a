import type {
  Installation,
  InstallationCheck,
  InstallationCheckUnavailable,
  SiteId,
} from '@loyalty-programs/core';
import { type Result, err } from 'neverthrow';
import { type BatchingOptions, Reads, settled } from './batcher.js';

/**
 * Has the checks of one turn of the event loop answered together, by one `checkMany`. A check that comes alone
 * stays a `check`.
 */
export class BatchingInstallationCheck implements InstallationCheck {
  readonly #check: InstallationCheck;
  readonly #reads: Reads<Installation, InstallationCheckUnavailable>;

  constructor(check: InstallationCheck, options: BatchingOptions = {}) {
    this.#check = check;
    this.#reads = new Reads(
      {
        one: (siteId) => check.check(siteId),
        many: (siteIds) => check.checkMany(siteIds),
        // Silence about a site is not to be taken for "not installed".
        withoutEntry: () => err(unavailable('the check gave no answer about the site')),
        unavailable,
      },
      settled(options),
    );
  }

  check(siteId: SiteId): Promise<Result<Installation, InstallationCheckUnavailable>> {
    return this.#reads.call(siteId);
  }

  checkMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>> {
    return this.#check.checkMany(siteIds);
  }

  /**
   * Dispatches pending calls at once and waits for all calls in flight. Whatever is requested later
   * goes to the wrapped check directly.
   */
  close(): Promise<void> {
    return this.#reads.close();
  }
}

const unavailable = (cause: unknown): InstallationCheckUnavailable => ({
  type: 'InstallationCheckUnavailable',
  cause,
});
