import type { Installation, InstallationCheck, SiteId } from '@loyalty-programs/core';
import { valueOf } from '../expectations.js';

/** The installation, from a check that must answer. */
export const checked = (check: InstallationCheck, siteId: SiteId): Promise<Installation> =>
  valueOf('check', () => check.check(siteId));

/** The installations of several sites, from a check that must answer. */
export const checkedMany = (
  check: InstallationCheck,
  siteIds: readonly SiteId[],
): Promise<ReadonlyMap<SiteId, Installation>> => valueOf('checkMany', () => check.checkMany(siteIds));
