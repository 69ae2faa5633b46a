import type { Installation, InstallationCheckUnavailable, SiteId } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import type { Call } from './endpoint.js';
import type { ApiError } from './errors.js';

type Installations = Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>;

const installationsOf = async (
  { services: { installationCheck, installations } }: Pick<Call, 'services'>,
  siteIds: readonly SiteId[],
): Promise<Installations> => {
  if (installationCheck !== undefined) return installationCheck.checkMany(siteIds);
  if (installations !== undefined) return installations.getMany(siteIds);
  throw new TypeError(
    'a principal with an accountId needs a handler with installations or installationCheck',
  );
};

/**
 * Whether the caller may use all of these sites. A caller that is bound to an account may use the sites that are
 * installed for it. A site that is not installed belongs to no account, but its program may still be stored: it is
 * open only to a caller whose list of sites names it.
 */
export const permitSites = async (
  call: Pick<Call, 'principal' | 'services'>,
  siteIds: readonly SiteId[],
): Promise<Result<void, ApiError>> => {
  const { sites, accountId } = call.principal;
  if (sites !== 'all' && !siteIds.every((siteId) => sites.has(siteId))) {
    return err({ type: 'PermissionDenied' });
  }
  if (accountId === undefined) return ok();
  const installations = await installationsOf(call, siteIds);
  if (installations.isErr()) return err(installations.error);
  const isOpen = (siteId: SiteId): boolean => {
    const installation = installations.value.get(siteId);
    return installation?.installed === true ? installation.accountId === accountId : sites !== 'all';
  };
  return siteIds.every(isOpen) ? ok() : err({ type: 'PermissionDenied' });
};
