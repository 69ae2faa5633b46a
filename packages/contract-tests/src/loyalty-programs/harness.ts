import type { Installed, LoyaltyPrograms, RemoteError, SiteId } from '@loyalty-programs/core';
import type { SaveError } from '@loyalty-programs/core/adapter-kit';
import type { Disposing } from '../check.js';

/** What the suite needs of an implementation of `LoyaltyPrograms`. Calls are anonymous. */
export interface LoyaltyProgramsHarness extends Disposing {
  readonly programs: LoyaltyPrograms<RemoteError>;
  /** Makes it so in the outside world, in place of what was installed on the site before. */
  readonly install: (siteId: SiteId, installation: Installed) => Promise<void> | void;
  /** Makes it so in the outside world. */
  readonly uninstall: (siteId: SiteId) => Promise<void> | void;
  /** From now on the store of the programs does not answer. */
  readonly breakStore: () => Promise<void> | void;
  /** From now on the installation check is down. */
  readonly breakCheck: () => Promise<void> | void;
  /** From now on the store answers questions, and each attempt to save with this. */
  readonly refuseSaves: (error: SaveError) => Promise<void> | void;
}
