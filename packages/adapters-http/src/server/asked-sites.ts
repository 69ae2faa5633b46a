import { type SiteId, invalidInput, isNonEmpty, parseSiteId } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import type { ApiError } from './errors.js';
import { type Principal, mayUse } from './principal.js';

/** The query parameter in which a call about many sites names them. */
export const SITE_IDS = {
  siteIds: {
    description: 'Only these sites, their ids separated by commas; each has to be one of the caller.',
    schema: { type: 'string' },
  },
} as const;

/** The sites that a query names, if the caller may use them all; `undefined` where it names none. */
export const askedSites = (
  query: URLSearchParams,
  principal: Principal,
): Result<readonly SiteId[] | undefined, ApiError> => {
  const text = query.get('siteIds');
  if (text === null) return ok(undefined);
  const parsed = text.split(',').map((raw, index) => parseSiteId(raw, `siteIds[${index}]`));
  const violations = parsed.flatMap((each) => (each.isErr() ? each.error : []));
  if (isNonEmpty(violations)) return err(invalidInput(violations));
  const siteIds = parsed.flatMap((each) => (each.isOk() ? [each.value] : []));
  return siteIds.every((siteId) => mayUse(principal, siteId))
    ? ok(siteIds)
    : err({ type: 'PermissionDenied' });
};
