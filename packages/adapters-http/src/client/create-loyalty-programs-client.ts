import type {
  BulkGetOptions,
  CallOptions,
  ChangeOptions,
  HistoryOptions,
  LoyaltyProgramView,
  LoyaltyPrograms,
  SiteId,
} from '@loyalty-programs/core';
import { invalidInput, isNonEmpty, isRecord } from '@loyalty-programs/core';
import { ResultAsync } from 'neverthrow';
import { etagOf } from '../wire/etag.js';
import { REFUSALS, ask, expecting } from './ask.js';
import type { Connection } from './call.js';
import { type ClientOptions, connect } from './connect.js';
import { inBatches, queryOf } from './site-batches.js';
import { readEvents } from './wire/event.js';
import { premiumFeaturesOf, readProgram, readPrograms } from './wire/program.js';
import { readOperations, readReadiness } from './wire/queries.js';
import type { Refusal } from './wire/refusal.js';

const { CALL, QUERY, CHANGE } = REFUSALS;

const query = <T>(
  connection: Connection,
  siteId: SiteId,
  path: string,
  { signal }: CallOptions,
  read: (json: unknown) => T | undefined,
): ResultAsync<T, Refusal> =>
  new ResultAsync(
    ask(connection, {
      method: 'GET',
      path,
      effect: 'read',
      headers: { 'wix-site-id': siteId },
      signal,
      siteId,
      read,
    }),
  );

const change = (
  connection: Connection,
  siteId: SiteId,
  request: { readonly method: 'POST' | 'PATCH'; readonly path: string; readonly body?: unknown },
  { expectedRevision, signal }: ChangeOptions,
): ResultAsync<LoyaltyProgramView, Refusal> =>
  new ResultAsync(
    ask(connection, {
      ...request,
      effect: expectedRevision === undefined ? 'unguarded' : 'guarded',
      headers: {
        'wix-site-id': siteId,
        ...(expectedRevision !== undefined && {
          'if-match': etagOf({ siteId, revision: expectedRevision }),
        }),
      },
      signal,
      siteId,
      expectedRevision,
      read: (json) => readProgram(siteId, json),
    }),
  );

const bulkGet = (
  connection: Connection,
  siteIds: readonly SiteId[],
  { accountId, signal }: BulkGetOptions,
): ResultAsync<readonly LoyaltyProgramView[], Refusal> => {
  const account = accountId === undefined ? '' : `&accountId=${encodeURIComponent(accountId)}`;
  return new ResultAsync(
    inBatches(siteIds, (batch) =>
      ask(connection, {
        method: 'GET',
        path: `/v1/bulk/programs?${queryOf(batch)}${account}`,
        effect: 'read',
        signal,
        read: readPrograms,
      }),
    ),
  );
};

/** The wire calls the revision to read on from `after`. */
const inOurWords = (refusal: Refusal): Refusal => {
  if (refusal.type !== 'InvalidInput') return refusal;
  const violations = refusal.violations.map((violation) =>
    violation.field === 'after' ? { ...violation, field: 'afterRevision' } : violation,
  );
  return isNonEmpty(violations) ? invalidInput(violations) : refusal;
};

const historyPath = ({ afterRevision, limit }: HistoryOptions): string => {
  const parameters = new URLSearchParams();
  if (afterRevision !== undefined) parameters.set('after', String(afterRevision));
  if (limit !== undefined) parameters.set('limit', String(limit));
  return `/v1/program/events?${parameters.toString()}`;
};

/**
 * The operations of loyalty programs, carried out by a service over HTTP. A host can't tell whether it holds
 * this or what `createLoyaltyPrograms` gives, but for the errors that only a network can cause.
 *
 * - A call ends within `timeout`, its tries included. Reads are tried again; changes only if they are guarded
 *   by `expectedRevision` or surely were not processed. What can't be known is `OutcomeUnknown`.
 * - `Retry-After` is obeyed where it fits into the time, and else told in the error.
 * - The actor is who the service knows by the key; the option `actor` has no effect.
 * - No redirect is followed, and no key or address stands in any error.
 */
export const createLoyaltyProgramsClient = (options: ClientOptions): LoyaltyPrograms => {
  const connection = connect(options);
  return {
    get: (siteId, call = {}) =>
      query(connection, siteId, '/v1/program', call, (json) => readProgram(siteId, json)).mapErr(
        expecting(QUERY),
      ),
    bulkGet: (siteIds, call = {}) => bulkGet(connection, siteIds, call).mapErr(expecting(CALL)),
    update: (siteId, input, call = {}) => {
      const loyaltyProgram = 'unchecked' in input ? input.unchecked : input;
      const request = { method: 'PATCH', path: '/v1/program', body: { loyaltyProgram } } as const;
      return change(connection, siteId, request, call).mapErr(expecting([...CHANGE, 'InvalidInput']));
    },
    activate: (siteId, call = {}) =>
      change(connection, siteId, { method: 'POST', path: '/v1/program/activate', body: {} }, call).mapErr(
        expecting([...CHANGE, 'PreconditionsNotMet']),
      ),
    pause: (siteId, call = {}) =>
      change(connection, siteId, { method: 'POST', path: '/v1/program/pause', body: {} }, call).mapErr(
        expecting([...CHANGE, 'StatusTransitionNotAllowed']),
      ),
    enablePointsExpiration: (siteId, call = {}) =>
      change(
        connection,
        siteId,
        { method: 'POST', path: '/v1/program/points-expiration/enable', body: {} },
        call,
      ).mapErr(expecting([...CHANGE, 'PreconditionsNotMet'])),
    disablePointsExpiration: (siteId, call = {}) =>
      change(
        connection,
        siteId,
        { method: 'POST', path: '/v1/program/points-expiration/disable', body: {} },
        call,
      ).mapErr(expecting(CHANGE)),
    premiumFeatures: (siteId, call = {}) =>
      query(connection, siteId, '/v1/program/premium-features', call, (json) =>
        isRecord(json) ? premiumFeaturesOf(json) : undefined,
      ).mapErr(expecting(QUERY)),
    readiness: (siteId, call = {}) =>
      query(connection, siteId, '/v1/program/readiness', call, readReadiness).mapErr(expecting(CALL)),
    operations: (siteId, call = {}) =>
      query(connection, siteId, '/v1/program/operations', call, readOperations).mapErr(expecting(CALL)),
    history: (siteId, call = {}) =>
      query(connection, siteId, historyPath(call), call, (json) => readEvents(siteId, json))
        .mapErr(inOurWords)
        .mapErr(expecting([...QUERY, 'InvalidInput'])),
    erase: (siteId, { signal } = {}) =>
      new ResultAsync(
        ask(connection, {
          method: 'DELETE',
          path: '/v1/program',
          effect: 'unguarded',
          headers: { 'wix-site-id': siteId },
          signal,
          siteId,
          read: (json) => json,
        }),
      )
        .map(() => undefined)
        .mapErr(expecting([...CALL, 'OutcomeUnknown'])),
  };
};
