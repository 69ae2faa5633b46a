import {
  type CallOptions,
  type ChangeOptions,
  type LoyaltyPrograms,
  type RemoteError,
  type SiteId,
} from '@loyalty-programs/core';
import { invalidInput, parseHistoryRange, rawInput } from '@loyalty-programs/core/adapter-kit';
import { ResultAsync } from 'neverthrow';
import {
  action,
  callApi,
  callInPages,
  CALL,
  CHANGE,
  eraseSpec,
  eventsSpec,
  expecting,
  programSpec,
  QUERY,
  type RequestSpec,
} from './api-calls.js';
import type { ApiCall } from './call.js';
import { type ClientOptions, connect } from './connect.js';
import { readOperations, readPremiumFeatures, readPrograms, readReadiness } from './wire/program.js';
import type { Refusal } from './wire/refusal.js';
import { updateBody } from './wire/update.js';

/**
 * The operations of loyalty programs, carried out by a service over HTTP. Interchangeable with the
 * operations of `createLoyalty`, except for errors that only a network can cause.
 *
 * - A call ends within `timeout`, retries included. Reads are retried; changes only if `expectedRevision` guards
 *   them or they were certainly not processed. If the outcome is unknown, the error is `OutcomeUnknown`.
 * - `Retry-After` is respected if it fits into the timeout; otherwise the error carries it.
 * - The service derives the actor from the key; the option `actor` has no effect.
 * - Whatever an update holds, the rules find the same in it as they would here, with two exceptions: of a text
 *   of more than 5,000 characters only these are looked at, and a body of more than 64 KiB is `Rejected`.
 * - The hosted API knows no revisions: there `expectedRevision` guards nothing, and is best left out.
 * - No redirect is followed, and no key or address stands in any error.
 */
export const createLoyaltyProgramsClient = (options: ClientOptions): LoyaltyPrograms<RemoteError> => {
  const connection = connect(options);

  const call = <T, Type extends Refusal['type']>(types: readonly Type[], spec: RequestSpec<T>) =>
    new ResultAsync(callApi(connection, spec)).mapErr(expecting(types));

  const query =
    <T, Type extends Refusal['type']>(
      types: readonly Type[],
      path: string,
      read: (json: unknown) => T | undefined,
    ) =>
    (siteId: SiteId, options?: CallOptions) =>
      call(types, { ...programSpec(siteId, options), path: `/v1/program/${path}`, read });

  const change = <Type extends Refusal['type']>(
    types: readonly Type[],
    siteId: SiteId,
    request: Partial<ApiCall>,
    options?: ChangeOptions,
  ) =>
    call([...CHANGE, ...types], {
      ...programSpec(siteId, options),
      ...request,
      expectedRevision: options?.expectedRevision,
    });

  const act =
    <Type extends Refusal['type']>(path: string, ...types: readonly Type[]) =>
    (siteId: SiteId, options?: ChangeOptions) =>
      change(types, siteId, action(path), options);

  return {
    get: (siteId, options) => call(QUERY, programSpec(siteId, options)),
    bulkGet: (siteIds, options) => {
      const { accountId, signal } = options ?? {};
      const account = accountId === undefined ? '' : `accountId=${encodeURIComponent(accountId)}&`;
      return new ResultAsync(
        callInPages(connection, siteIds, `/v1/bulk/programs?${account}`, readPrograms, signal),
      )
        .map((programs) => [...programs.values()])
        .mapErr(expecting(CALL));
    },
    update: (siteId, input, options) => {
      const strict = options?.strict === true;
      const body = updateBody(rawInput(input), strict);
      const path = strict ? '/v1/program?strict=true' : '/v1/program';
      return change(['InvalidInput'], siteId, { method: 'PATCH', path, body }, options);
    },
    activate: act('activate', 'PreconditionsNotMet'),
    pause: act('pause', 'StatusTransitionNotAllowed'),
    enablePointsExpiration: act('points-expiration/enable', 'PreconditionsNotMet'),
    disablePointsExpiration: act<never>('points-expiration/disable'),
    premiumFeatures: query(QUERY, 'premium-features', readPremiumFeatures),
    readiness: query(CALL, 'readiness', readReadiness),
    operations: query(CALL, 'operations', readOperations),
    history: (siteId, options) =>
      parseHistoryRange(options ?? {})
        .mapErr(invalidInput)
        .asyncAndThen((range) => call(QUERY, eventsSpec(siteId, range, options))),
    erase: (siteId, options) =>
      call([...CALL, 'OutcomeUnknown'], eraseSpec(siteId, options)).map(() => undefined),
  };
};
