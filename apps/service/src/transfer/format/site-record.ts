import type { Installed, LoyaltyProgram, ProgramEvent, SiteId } from '@loyalty-programs/core';

/** All that is kept of one site: at least one of installation and program. */
export interface SiteRecord {
  readonly siteId: SiteId;
  readonly installation: Installed | null;
  readonly program: LoyaltyProgram | null;
  /** The whole history of the program, in order. */
  readonly events: readonly ProgramEvent[];
}
