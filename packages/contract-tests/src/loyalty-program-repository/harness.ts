import type { LoyaltyProgramRepository, SiteId } from '@loyalty-programs/core';
import type { Harness } from '../check.js';

/** What the suite needs of an adapter of `LoyaltyProgramRepository`. */
export interface LoyaltyProgramRepositoryHarness extends Harness {
  readonly repository: LoyaltyProgramRepository;
  /**
   * For stores that only hold programs of installed sites: installs loyalty, a compatible app and every
   * premium feature on the site. Called before a site is first changed, and again after it was erased.
   */
  prepareSite?(siteId: SiteId): Promise<void> | void;
}
