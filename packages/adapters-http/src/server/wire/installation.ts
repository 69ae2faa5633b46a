import type { Installed, SiteId } from '@loyalty-programs/core';
import { toDateText } from './program.js';

/** An installation as answers carry it. */
export const toInstallationBody = (
  siteId: SiteId,
  { since, accountId, apps, premiumFeatures }: Installed,
): Record<string, unknown> => ({
  siteId,
  ...(accountId !== null && { accountId }),
  apps,
  premiumFeatures,
  installedDate: toDateText(since),
});
