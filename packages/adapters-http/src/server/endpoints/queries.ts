import {
  type AccountId,
  DEFAULT_HISTORY_LIMIT,
  type InvalidInput,
  LIMITS,
  type OperationAnswer,
  type UnmetPrecondition,
  invalidInput,
  isNonEmpty,
  parseAccountId,
} from '@loyalty-programs/core';
import { type Result, ResultAsync, errAsync, ok, okAsync } from 'neverthrow';
import type { Call, CallerEndpoint, SiteEndpoint } from '../endpoint.js';
import type { ApiError } from '../errors.js';
import { ref } from '../openapi/schema.js';
import { SITE_IDS, readSiteIds } from '../site-ids-query.js';
import { DENIAL_CODES, PRECONDITION_CODES } from '../../wire/codes.js';
import { toEventBody } from '../wire/event.js';
import { toProgramAnswer } from '../wire/program.js';

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

export const bulkGetLoyaltyProgram: CallerEndpoint = {
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
  },
  response: ref('BulkGetLoyaltyProgramAnswer'),
  handle: (call) => {
    const { request, principal, services } = call;
    const query = new URLSearchParams(request.query);
    const requested = requestedAccount(call, query);
    if (requested.isErr()) return errAsync(requested.error);
    const accountId = principal.accountId ?? requested.value;
    // A caller that is bound to one account has nothing in another.
    const hasNone = requested.value !== undefined && requested.value !== accountId;
    return new ResultAsync(readSiteIds(call, query))
      .andThen((named) => {
        if (hasNone) return okAsync([]);
        return named === undefined ? new ResultAsync(principal.memberSites()) : okAsync(named);
      })
      .andThen((siteIds) => services.programs.bulkGet(siteIds, accountId === undefined ? {} : { accountId }))
      .map((found) => ({
        body: {
          programInSites: found.map((program) => ({
            metaSiteId: program.siteId,
            ...toProgramAnswer(program),
          })),
        },
      }));
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

/** A number in a query, if it is one; what else it is the rules of the number say. */
const numberIn = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name);
  if (text === null) return undefined;
  return /^\d{1,16}$/u.test(text) ? Number(text) : Number.NaN;
};

/** The wire calls the revision to read on from `after`. */
const inWireWords = (error: ApiError): ApiError => {
  if (error.type !== 'InvalidInput') return error;
  const violations = error.violations.map((violation) =>
    violation.field === 'afterRevision' ? { ...violation, field: 'after' } : violation,
  );
  return isNonEmpty(violations) ? invalidInput(violations) : error;
};

export const listLoyaltyProgramEvents: SiteEndpoint = {
  ...READ,
  operationId: 'listLoyaltyProgramEvents',
  path: '/v1/program/events',
  summary: 'What happened to the program, in order. Read on after the last revision until nothing comes.',
  refusals: [400, 428],
  query: {
    after: {
      description: 'Only events after this revision; 0, the default, is from the start.',
      schema: { type: 'integer', minimum: LIMITS.revision.min, default: 0 },
    },
    limit: {
      description: 'The events of at most so many revisions.',
      schema: {
        type: 'integer',
        minimum: LIMITS.historyLimit.min,
        maximum: LIMITS.historyLimit.max,
        default: DEFAULT_HISTORY_LIMIT,
      },
    },
  },
  response: ref('EventsAnswer'),
  handle: ({ siteId, request, services }) => {
    const query = new URLSearchParams(request.query);
    const afterRevision = numberIn(query, 'after');
    const limit = numberIn(query, 'limit');
    return services.programs
      .history(siteId, {
        ...(afterRevision !== undefined && { afterRevision }),
        ...(limit !== undefined && { limit }),
      })
      .map((events) => ({ body: { events: events.map(toEventBody) } }))
      .mapErr(inWireWords);
  },
};
