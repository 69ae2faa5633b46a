import { parseSiteId, type SiteId } from '@loyalty-programs/core';
import { invalidInput, isNonEmpty } from '@loyalty-programs/core/adapter-kit';
import { type Result, err, ok } from 'neverthrow';
import type { Call } from './endpoint.js';
import type { ApiError } from './errors.js';
import { permitSites } from './site-access.js';

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
