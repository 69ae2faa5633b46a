import type { Installation, InstallationCheck, SiteId } from '@loyalty-programs/core';
import { answerOf, valueOf } from '../expectations.js';

type Answer<Method extends keyof InstallationCheck> = ReturnType<InstallationCheck[Method]>;

/** The answer to `check`, which may be an error. */
export const tryCheck = (check: InstallationCheck, siteId: SiteId): Answer<'check'> =>
  answerOf('check', () => check.check(siteId));

/** The answer to `checkMany`, which may be an error. */
export const tryCheckMany = (check: InstallationCheck, siteIds: readonly SiteId[]): Answer<'checkMany'> =>
  answerOf('checkMany', () => check.checkMany(siteIds));

/** What is installed, from a check that has to know. */
export const checked = async (check: InstallationCheck, siteId: SiteId): Promise<Installation> =>
  valueOf('check', await tryCheck(check, siteId));

/** What is installed on several sites, from a check that has to know. */
export const checkedMany = async (
  check: InstallationCheck,
  siteIds: readonly SiteId[],
): Promise<ReadonlyMap<SiteId, Installation>> => valueOf('checkMany', await tryCheckMany(check, siteIds));
