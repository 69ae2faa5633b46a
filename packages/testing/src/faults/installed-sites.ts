import { anInstallation } from '@loyalty-programs/contract-tests';
import { type InstallationRegistry, type SiteId, siteIdOf } from '@loyalty-programs/core';

/** Sites with loyalty installed, with ids that begin alike. */
export const installedSites = async (
  registry: InstallationRegistry,
  prefix: string,
  count: number,
): Promise<readonly SiteId[]> => {
  const siteIds = Array.from({ length: count }, (_, number) => siteIdOf(`${prefix}-${number}`));
  for (const siteId of siteIds) (await registry.register(siteId, anInstallation()))._unsafeUnwrap();
  return siteIds;
};
