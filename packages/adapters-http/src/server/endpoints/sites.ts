import { type Installation, type InvalidInput } from '@loyalty-programs/core';
import {
  NOT_INSTALLED,
  PROGRAM_STATUSES,
  type SiteSearch,
  type SiteSearchPage,
  type SiteSummary,
  invalidInput,
  unmetPreconditions,
  untouchedDraft,
  wrongFormat,
} from '@loyalty-programs/core/adapter-kit';
import { type Result, ResultAsync, err, ok } from 'neverthrow';
import { PRECONDITION_CODES } from '../wire.js';
import type { Answer, Call, CallerEndpoint } from '../endpoint.js';
import type { ApiError } from '../errors.js';
import { ref } from '../openapi/fields.js';
import { installationsOf } from '../site-access.js';
import { limitIn } from './queries.js';

const LIMIT = { min: 1, max: 100, byDefault: 50 } as const;

/** No name is longer than half of this, and no id; a cursor holds one of each. */
const MAX_TEXT = 100;

type Criteria = Pick<SiteSearch, 'text' | 'status' | 'cursor' | 'limit'>;

const statusIn = (text: string | null): Result<SiteSearch['status'], InvalidInput> => {
  const status = PROGRAM_STATUSES.find((each) => each === text);
  return status === undefined && text !== null
    ? err(invalidInput([wrongFormat('status', `one of ${PROGRAM_STATUSES.join(', ')}`)]))
    : ok(status);
};

const readCriteria = (query: URLSearchParams): Result<Criteria, InvalidInput> => {
  const limit = limitIn(query, LIMIT);
  if (limit.isErr()) return err(limit.error);
  const text = query.get('q') ?? '';
  if (text.length > MAX_TEXT) {
    return err(invalidInput([wrongFormat('q', `a text of at most ${MAX_TEXT} characters`)]));
  }
  const cursor = query.get('cursor');
  return statusIn(query.get('status')).map((status) => ({
    text,
    limit: limit.value,
    ...(status !== undefined && { status }),
    ...(cursor !== null && { cursor }),
  }));
};

const search = async (call: Call, criteria: Criteria): Promise<Result<SiteSearchPage, ApiError>> => {
  const { directory } = call.services;
  if (directory === undefined) return err({ type: 'NotFound' });
  const { sites, accountId } = call.principal;
  const page = await directory.searchSites({
    ...criteria,
    ...(sites !== 'all' && { siteIds: sites }),
    ...(accountId !== undefined && { accountId }),
  });
  return page.mapErr((error) =>
    error.type === 'InvalidCursor'
      ? invalidInput([wrongFormat('cursor', 'the nextCursor of an earlier answer')])
      : error,
  );
};

/** The rules of activation look at name, status and installation alone. */
const unmetOf = ({ siteId, name, status }: SiteSummary, installation: Installation): readonly string[] =>
  unmetPreconditions('activate', { ...untouchedDraft(siteId, 0), name, status }, installation).map(
    (precondition) => PRECONDITION_CODES[precondition],
  );

const toSiteBody = (site: SiteSummary, installation: Installation) => ({
  siteId: site.siteId,
  ...(site.name !== null && { name: site.name }),
  status: site.status,
  installed: installation.installed,
  unmet: unmetOf(site, installation),
});

const answer = async (call: Call): Promise<Result<Answer, ApiError>> => {
  const criteria = readCriteria(new URLSearchParams(call.request.query));
  if (criteria.isErr()) return err(criteria.error);
  const page = await search(call, criteria.value);
  if (page.isErr()) return err(page.error);
  const { sites, nextCursor } = page.value;
  const installations = await installationsOf(
    call,
    sites.map(({ siteId }) => siteId),
  );
  return installations.map((known) => ({
    body: {
      sites: sites.map((site) => toSiteBody(site, known.get(site.siteId) ?? NOT_INSTALLED)),
      ...(nextCursor !== null && { nextCursor }),
    },
  }));
};

export const searchSites: CallerEndpoint = {
  operationId: 'searchSites',
  method: 'GET',
  path: '/v1/sites',
  site: 'none',
  permission: 'READ_PROGRAM',
  summary: "Searches the caller's sites by id or program name.",
  refusals: [400, 404],
  query: {
    q: {
      description:
        'Only sites whose id or program name starts with this; in names, ASCII letters match in either case.',
      schema: { type: 'string', maxLength: MAX_TEXT },
    },
    status: {
      description: 'Only sites whose program has this status.',
      schema: { type: 'string', enum: PROGRAM_STATUSES },
    },
    cursor: {
      description: 'Read on behind the nextCursor of an earlier answer.',
      schema: { type: 'string' },
    },
    limit: {
      description: 'At most so many sites. There may be fewer although more follow.',
      schema: { type: 'integer', minimum: LIMIT.min, maximum: LIMIT.max, default: LIMIT.byDefault },
    },
  },
  response: ref('SitesAnswer'),
  handle: (call) => new ResultAsync(answer(call)),
};
