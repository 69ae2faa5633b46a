import type { Installation, InstallationCheck, SiteId } from '@loyalty-programs/core';
import { valueOf } from '../expectations.js';

/** What is installed, from a check that has to know. */
export const checked = (check: InstallationCheck, siteId: SiteId): Promise<Installation> =>
  valueOf('check', () => check.check(siteId));

/** What is installed on several sites, from a check that has to know. */
export const checkedMany = (
  check: InstallationCheck,
  siteIds: readonly SiteId[],
): Promise<ReadonlyMap<SiteId, Installation>> => valueOf('checkMany', () => check.checkMany(siteIds));
