import {
  type AccountId,
  type BulkGetOptions,
  type InvalidInput,
  type LoyaltyProgramView,
  parseAccountId,
  parseSiteId,
  type SiteId,
  type UnmetPrecondition,
} from '@loyalty-programs/core';
import {
  DEFAULT_HISTORY_LIMIT,
  HISTORY_LIMIT,
  type OperationAnswer,
  REVISION,
  invalidInput,
  isNonEmpty,
  wrongFormat,
} from '@loyalty-programs/core/adapter-kit';
import { type Result, ResultAsync, err, errAsync, ok } from 'neverthrow';
import {
  type Answer,
  type Call,
  type CallerEndpoint,
  type Services,
  type SiteEndpoint,
  streamList,
} from '../endpoint.js';
import type { ApiError } from '../errors.js';
import { ref } from '../openapi/fields.js';
import { SITE_IDS, readSiteIds } from '../site-access.js';
import { DENIAL_CODES, PRECONDITION_CODES, toEventBody, toProgramAnswer } from '../wire.js';

const READ = { method: 'GET', site: 'header', permission: 'READ_PROGRAM' } as const;

/** The account to which a caller narrows a bulk get: the official client names it in a header. */
const requestedAccount = (
  { request }: Call,
  query: URLSearchParams,
): Result<AccountId | undefined, InvalidInput> => {
  const inQuery = query.get('accountId');
  const raw = inQuery ?? request.header('wix-account-id');
  if (raw === undefined) return ok(undefined);
  return parseAccountId(raw, inQuery === null ? 'wix-account-id' : 'accountId').mapErr(invalidInput);
};

/** A number in a query, if it is one; what else it is the rules of the number say. */
const numberIn = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name);
  if (text === null) return undefined;
  return /^\d{1,16}$/u.test(text) ? Number(text) : Number.NaN;
};

interface LimitRange {
  readonly min: number;
  readonly max: number;
  readonly byDefault: number;
}

/** The `limit` of a page in a query. */
export const limitIn = (
  query: URLSearchParams,
  { min, max, byDefault }: LimitRange,
): Result<number, InvalidInput> => {
  const limit = numberIn(query, 'limit');
  if (limit === undefined) return ok(byDefault);
  return limit >= min && limit <= max
    ? ok(limit)
    : err(invalidInput([wrongFormat('limit', `a whole number from ${min} to ${max}`)]));
};

/** How many sites or revisions are read at once. */
const PAGE_SIZE = 100;

/** The most programs in a page; without a limit a caller gets all, as official clients expect. */
const BULK_LIMIT = { min: 1, max: 1000, byDefault: Number.POSITIVE_INFINITY } as const;

/** The sites of a bulk get, page by page. */
type NextSites = (limit: number) => Promise<Result<readonly SiteId[], ApiError>>;

const sitesOf = ({ principal }: Call, named: readonly SiteId[] | undefined, cursor?: SiteId): NextSites => {
  let after = cursor;
  let at = 0;
  return async (limit) => {
    if (named !== undefined) {
      at += limit;
      return ok(named.slice(at - limit, at));
    }
    const page = await principal.memberSites({ limit, ...(after !== undefined && { after }) });
    if (page.isErr()) return err(page.error);
    const [first] = page.value;
    if (page.value.length > limit || (first !== undefined && after !== undefined && first <= after)) {
      throw new TypeError('memberSites must give at most `limit` sites, all of them behind `after`');
    }
    after = page.value.at(-1) ?? after;
    return ok(page.value);
  };
};

const toProgramInSite = (program: LoyaltyProgramView) => ({
  metaSiteId: program.siteId,
  ...toProgramAnswer(program),
});

interface BulkRange {
  readonly limit: number;
  readonly cursor?: SiteId;
}

const readBulkRange = (query: URLSearchParams): Result<BulkRange, InvalidInput> => {
  const cursor = query.get('cursor');
  return limitIn(query, BULK_LIMIT).andThen((limit): Result<BulkRange, InvalidInput> => {
    if (cursor === null) return ok({ limit });
    return parseSiteId(cursor, 'cursor')
      .map((siteId) => ({ limit, cursor: siteId }))
      .mapErr(invalidInput);
  });
};

const streamPrograms = (
  { services: { programs } }: Call,
  nextSites: NextSites,
  options: BulkGetOptions,
  { limit }: BulkRange,
): Promise<Result<Answer, ApiError>> => {
  let left = limit;
  return streamList('programInSites', async () => {
    const size = Math.min(left, PAGE_SIZE);
    const siteIds = await nextSites(size);
    if (siteIds.isErr()) return err(siteIds.error);
    const found = await programs.bulkGet(siteIds.value, options);
    if (found.isErr()) return err(found.error);
    left -= size;
    const items = found.value.map(toProgramInSite);
    const last = siteIds.value.length < size ? undefined : siteIds.value.at(-1);
    if (last === undefined) return ok({ items, end: { tail: {} } });
    return ok(left > 0 ? { items } : { items, end: { tail: { nextCursor: last } } });
  });
};

export const bulkGetLoyaltyProgram: CallerEndpoint = {
  isNarrowedByAccount: true,
  operationId: 'bulkGetLoyaltyProgram',
  method: 'GET',
  path: '/v1/bulk/programs',
  site: 'none',
  permission: 'PROGRAM_BULK_READ',
  summary: "The programs of the caller's sites that have loyalty installed, narrowed by wix-account-id.",
  refusals: [400],
  query: {
    ...SITE_IDS,
    accountId: { description: 'The same as the header wix-account-id.', schema: { type: 'string' } },
    limit: {
      description: 'Look at no more than so many sites; those without loyalty are left out. Absent: at all.',
      schema: { type: 'integer', minimum: BULK_LIMIT.min, maximum: BULK_LIMIT.max },
    },
    cursor: {
      description: 'Read on behind the nextCursor of an earlier answer. Not used with siteIds.',
      schema: { type: 'string' },
    },
  },
  response: ref('BulkGetLoyaltyProgramAnswer'),
  handle: (call) => {
    const query = new URLSearchParams(call.request.query);
    const requested = requestedAccount(call, query);
    if (requested.isErr()) return errAsync(requested.error);
    const range = readBulkRange(query);
    if (range.isErr()) return errAsync(range.error);
    const accountId = call.principal.accountId ?? requested.value;
    // A key bound to one account has no sites in another.
    const hasNone = requested.value !== undefined && requested.value !== accountId;
    return new ResultAsync(readSiteIds(call, query)).andThen((named) => {
      const nextSites = sitesOf(call, hasNone ? [] : named, range.value.cursor);
      const options = accountId === undefined ? {} : { accountId };
      return new ResultAsync(streamPrograms(call, nextSites, options, range.value));
    });
  },
};

export const getLoyaltyProgramPremiumFeatures: SiteEndpoint = {
  ...READ,
  operationId: 'getLoyaltyProgramPremiumFeatures',
  path: '/v1/program/premium-features',
  summary: "What the site's plan entitles it to.",
  refusals: [428],
  response: ref('PremiumFeatures'),
  handle: ({ siteId, services }) => services.programs.premiumFeatures(siteId).map((body) => ({ body })),
};

const toReadinessBody = (unmet: readonly UnmetPrecondition[]) => ({
  ready: unmet.length === 0,
  unmet: unmet.map((precondition) => PRECONDITION_CODES[precondition]),
});

export const getLoyaltyProgramReadiness: SiteEndpoint = {
  ...READ,
  operationId: 'getLoyaltyProgramReadiness',
  path: '/v1/program/readiness',
  summary: 'What activation and points expiration still lack. Answers for sites without loyalty too.',
  refusals: [],
  response: ref('Readiness'),
  handle: ({ siteId, services }) =>
    services.programs.readiness(siteId).map(({ activate, enablePointsExpiration }) => ({
      body: {
        activate: toReadinessBody(activate),
        enablePointsExpiration: toReadinessBody(enablePointsExpiration),
      },
    })),
};

const toOperationBody = ({ allowed, reasons }: OperationAnswer) => ({
  allowed,
  reasons: reasons.map((reason) => DENIAL_CODES[reason]),
});

export const getLoyaltyProgramOperations: SiteEndpoint = {
  ...READ,
  operationId: 'getLoyaltyProgramOperations',
  path: '/v1/program/operations',
  summary: 'What customers and owner may do now, and why not. Answers for sites without loyalty too.',
  refusals: [],
  response: ref('Operations'),
  handle: ({ siteId, services }) =>
    services.programs.operations(siteId).map(({ earn, redeem, join, manualGrant, expirePoints }) => ({
      body: {
        earn: toOperationBody(earn),
        redeem: toOperationBody(redeem),
        join: toOperationBody(join),
        manualGrant: toOperationBody(manualGrant),
        expirePoints: toOperationBody(expirePoints),
      },
    })),
};

/** The wire calls the revision to read on from `after`. */
const inWireWords = (error: ApiError): ApiError => {
  if (error.type !== 'InvalidInput') return error;
  const violations = error.violations.map((violation) =>
    violation.field === 'afterRevision' ? { ...violation, field: 'after' } : violation,
  );
  return isNonEmpty(violations) ? invalidInput(violations) : error;
};

/** The core refuses an invalid range; any other one is read page by page. */
const streamEvents = (
  { programs }: Services,
  siteId: SiteId,
  afterRevision = 0,
  limit = DEFAULT_HISTORY_LIMIT,
): Promise<Result<Answer, ApiError>> => {
  let after = afterRevision;
  let left = limit;
  const isKnown = limit >= HISTORY_LIMIT.min && limit <= HISTORY_LIMIT.max;
  return streamList('events', async () => {
    const size = isKnown ? Math.min(left, PAGE_SIZE) : limit;
    const page = await programs.history(siteId, { afterRevision: after, limit: size });
    if (page.isErr()) return err(page.error);
    const revisions = new Set(page.value.map(({ revision }) => revision)).size;
    after = page.value.at(-1)?.revision ?? after;
    left -= size;
    const items = page.value.map(toEventBody);
    return ok(revisions < size || left === 0 ? { items, end: { tail: {} } } : { items });
  });
};

export const listLoyaltyProgramEvents: SiteEndpoint = {
  ...READ,
  operationId: 'listLoyaltyProgramEvents',
  path: '/v1/program/events',
  summary: 'What happened to the program, in order. Read on after the last revision until nothing comes.',
  refusals: [400, 410, 428],
  query: {
    after: {
      description: 'Only events after this revision; 0, the default, is from the start.',
      schema: { type: 'integer', minimum: REVISION.min, default: 0 },
    },
    limit: {
      description: 'The events of at most so many revisions.',
      schema: {
        type: 'integer',
        minimum: HISTORY_LIMIT.min,
        maximum: HISTORY_LIMIT.max,
        default: DEFAULT_HISTORY_LIMIT,
      },
    },
  },
  response: ref('EventsAnswer'),
  handle: ({ siteId, request, services }) => {
    const query = new URLSearchParams(request.query);
    const afterRevision = numberIn(query, 'after');
    const limit = numberIn(query, 'limit');
    return new ResultAsync(streamEvents(services, siteId, afterRevision, limit)).mapErr(inWireWords);
  },
};
