import {
  type CallOptions,
  type ChangeOptions,
  type HistoryPruned,
  type InvalidInput,
  type LoyaltyPrograms,
  type ProgramEvent,
  type QueryError,
  type RemoteError,
  type SiteId,
  type Unavailable,
} from '@loyalty-programs/core';
import { invalidInput, parseHistoryRange, rawInput, settle } from '@loyalty-programs/core/adapter-kit';
import { err } from 'neverthrow';
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

/** An argument throws when it is read, a getter say. It is read before anything is sent. */
const unreadable = (): Unavailable => ({ type: 'Unavailable', cause: 'argument' });

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
 * - The hosted API has no revisions: `expectedRevision` has no effect there.
 * - No operation throws or rejects, whatever it is passed.
 * - Errors carry the service's own description where it gives one.
 * - No redirect is followed, and no error contains a key or an address.
 */
export const createLoyaltyProgramsClient = (options: ClientOptions): LoyaltyPrograms<RemoteError> => {
  const connection = connect(options);

  const call = <T, Type extends Refusal['type']>(types: readonly Type[], spec: () => RequestSpec<T>) =>
    settle(
      async () => (await callApi(connection, spec())).mapErr(expecting<Type | 'Unavailable'>(types)),
      unreadable,
    );

  const query =
    <T, Type extends Refusal['type']>(
      types: readonly Type[],
      path: string,
      read: (json: unknown) => T | undefined,
    ) =>
    (siteId: SiteId, options?: CallOptions) =>
      call(types, () => ({ ...programSpec(siteId, options), path: `/v1/program/${path}`, read }));

  const change = <Type extends Refusal['type']>(
    types: readonly Type[],
    siteId: SiteId,
    request: () => Partial<ApiCall>,
    options?: ChangeOptions,
  ) =>
    call([...CHANGE, ...types], () => ({
      ...programSpec(siteId, options),
      ...request(),
      expectedRevision: options?.expectedRevision,
    }));

  const act =
    <Type extends Refusal['type']>(path: string, ...types: readonly Type[]) =>
    (siteId: SiteId, options?: ChangeOptions) =>
      change(types, siteId, () => action(path), options);

  return {
    get: (siteId, options) => call(QUERY, () => programSpec(siteId, options)),
    bulkGet: (siteIds, options) =>
      settle(async () => {
        const { accountId, signal } = options ?? {};
        const account = accountId === undefined ? '' : `accountId=${encodeURIComponent(accountId)}&`;
        const path = `/v1/bulk/programs?${account}`;
        const found = await callInPages(connection, siteIds, path, readPrograms, signal);
        return found.map((programs) => [...programs.values()]).mapErr(expecting(CALL));
      }, unreadable),
    update: (siteId, input, options) =>
      change(
        ['InvalidInput'],
        siteId,
        () => {
          const strict = options?.strict === true;
          return {
            method: 'PATCH',
            path: strict ? '/v1/program?strict=true' : '/v1/program',
            body: updateBody(rawInput(input), strict),
          };
        },
        options,
      ),
    activate: act('activate', 'PreconditionsNotMet'),
    pause: act('pause', 'StatusTransitionNotAllowed'),
    enablePointsExpiration: act('points-expiration/enable', 'PreconditionsNotMet'),
    disablePointsExpiration: act<never>('points-expiration/disable'),
    premiumFeatures: query(QUERY, 'premium-features', readPremiumFeatures),
    readiness: query(CALL, 'readiness', readReadiness),
    operations: query(CALL, 'operations', readOperations),
    history: (siteId, options) =>
      settle<readonly ProgramEvent[], InvalidInput | HistoryPruned | QueryError | RemoteError>(async () => {
        const range = parseHistoryRange(options ?? {});
        if (range.isErr()) return err(invalidInput(range.error));
        const events = await callApi(connection, eventsSpec(siteId, range.value, options));
        return events.mapErr(expecting([...QUERY, 'HistoryPruned']));
      }, unreadable),
    erase: (siteId, options) =>
      call([...CALL, 'OutcomeUnknown'], () => eraseSpec(siteId, options)).map(() => undefined),
  };
};
