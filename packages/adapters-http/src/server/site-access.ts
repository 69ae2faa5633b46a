import {
  type Installation,
  type InstallationCheckUnavailable,
  parseSiteId,
  type SiteId,
} from '@loyalty-programs/core';
import {
  NOT_INSTALLED,
  type OwnerCondition,
  invalidInput,
  isNonEmpty,
  isOwned,
} from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import type { Call } from './endpoint.js';
import type { ApiError } from './errors.js';
import type { Principal } from './principal.js';

type Installations = Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>;

/** What is installed on the sites, by whatever the host has to look it up. */
export const installationsOf = async (
  { services: { installationCheck, installations } }: Pick<Call, 'services'>,
  siteIds: readonly SiteId[],
): Promise<Installations> => {
  if (installationCheck !== undefined) return installationCheck.checkMany(siteIds);
  if (installations !== undefined) return installations.getMany(siteIds);
  throw new TypeError(
    'a principal with an accountId, and a directory, need a handler with installations or installationCheck',
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
  const { sites } = call.principal;
  if (sites !== 'all' && !siteIds.every((siteId) => sites.has(siteId))) {
    return err({ type: 'PermissionDenied' });
  }
  const ownerCondition = ownerConditionOf(call.principal);
  if (ownerCondition === undefined) return ok();
  const installations = await installationsOf(call, siteIds);
  if (installations.isErr()) return err(installations.error);
  const isOpen = (siteId: SiteId): boolean =>
    isOwned(installations.value.get(siteId) ?? NOT_INSTALLED, ownerCondition);
  return siteIds.every(isOpen) ? ok() : err({ type: 'PermissionDenied' });
};

/** What `permitSites` demands of the owner of a site: a change of the registry checks it again when it is made. */
export const ownerConditionOf = ({ sites, accountId }: Principal): OwnerCondition | undefined =>
  accountId === undefined ? undefined : { accountId, orNotInstalled: sites !== 'all' };

/** How many sites one call may name. */
const MAX_SITE_IDS = 100;

/** The query parameter in which a call about many sites names them. */
export const SITE_IDS = {
  siteIds: {
    description: `Only these sites, at most ${MAX_SITE_IDS} ids separated by commas; the caller must have access to each.`,
    schema: { type: 'string' },
  },
} as const;

const parseSiteIds = (text: string): Result<readonly SiteId[], ApiError> => {
  const raw = text.split(',');
  if (raw.length > MAX_SITE_IDS) {
    return err(
      invalidInput([
        {
          field: 'siteIds',
          description: `must name at most ${MAX_SITE_IDS} sites`,
          violatedRule: 'MAX',
          data: { threshold: MAX_SITE_IDS },
        },
      ]),
    );
  }
  const parsed = raw.map((each, index) => parseSiteId(each, `siteIds[${index}]`));
  const violations = parsed.flatMap((each) => (each.isErr() ? each.error : []));
  if (isNonEmpty(violations)) return err(invalidInput(violations));
  return ok(parsed.flatMap((each) => (each.isOk() ? [each.value] : [])));
};

/** The sites that a query names, if the caller may use them all; `undefined` where it names none. */
export const readSiteIds = async (
  call: Call,
  query: URLSearchParams,
): Promise<Result<readonly SiteId[] | undefined, ApiError>> => {
  const text = query.get('siteIds');
  if (text === null) return ok(undefined);
  const siteIds = parseSiteIds(text);
  if (siteIds.isErr()) return err(siteIds.error);
  return (await permitSites(call, siteIds.value)).map(() => siteIds.value);
};
