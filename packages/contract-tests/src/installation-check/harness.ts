import type { InstallationCheck, Installed, SiteId } from '@loyalty-programs/core';
import type { Harness } from '../check.js';

/** What the suite needs of an adapter of `InstallationCheck`. */
export interface InstallationCheckHarness extends Harness {
  readonly installationCheck: InstallationCheck;
  /** Makes it so in the outside world, in place of what was installed on the site before. */
  install(siteId: SiteId, installation: Installed): Promise<void> | void;
  /** Makes it so in the outside world. Called for sites with an installation only. */
  uninstall(siteId: SiteId): Promise<void> | void;
}
