import {
  type CallOptions,
  type ChangeOptions,
  type LoyaltyProgramView,
  type LoyaltyPrograms,
  type SiteId,
  invalidInput,
  parseHistoryRange,
} from '@loyalty-programs/core';
import { ResultAsync, errAsync } from 'neverthrow';
import { type Question, REFUSALS, ask, expecting } from './ask.js';
import { type ClientOptions, connect } from './connect.js';
import { askAboutMany } from './many-sites.js';
import { erasure, eventsQuestion, programQuestion } from './program-questions.js';

import { readPremiumFeatures, readPrograms } from './wire/program.js';
import { readOperations, readReadiness } from './wire/queries.js';
import type { Refusal } from './wire/refusal.js';
import { updateBody } from './wire/update.js';

const { CALL, QUERY, CHANGE } = REFUSALS;

/**
 * The operations of loyalty programs, carried out by a service over HTTP. A host can't tell whether it holds
 * this or what `createLoyaltyPrograms` gives, but for the errors that only a network can cause.
 *
 * - A call ends within `timeout`, its tries included. Reads are tried again; changes only if they are guarded
 *   by `expectedRevision` or surely were not processed. What can't be known is `OutcomeUnknown`.
 * - `Retry-After` is obeyed where it fits into the time, and else told in the error.
 * - The actor is who the service knows by the key; the option `actor` has no effect.
 * - Whatever an update holds, the rules find the same in it as they would here, with one exception: of a text
 *   of more than 5,000 characters only these are looked at.
 * - The hosted API knows no revisions: there `expectedRevision` guards nothing, and is best left out.
 * - No redirect is followed, and no key or address stands in any error.
 */
export const createLoyaltyProgramsClient = (options: ClientOptions): LoyaltyPrograms => {
  const connection = connect(options);

  const query = <T>(
    siteId: SiteId,
    path: string,
    { signal }: CallOptions,
    read: (json: unknown) => T | undefined,
  ): ResultAsync<T, Refusal> =>
    new ResultAsync(ask(connection, { method: 'GET', path: `/v1/program/${path}`, siteId, signal, read }));

  const change = (
    siteId: SiteId,
    request: Partial<Question<LoyaltyProgramView>>,
    { expectedRevision, signal }: ChangeOptions,
  ): ResultAsync<LoyaltyProgramView, Refusal> =>
    new ResultAsync(ask(connection, { ...programQuestion(siteId, signal), ...request, expectedRevision }));

  const action = (
    siteId: SiteId,
    path: string,
    call: ChangeOptions,
  ): ResultAsync<LoyaltyProgramView, Refusal> =>
    change(siteId, { method: 'POST', path: `/v1/program/${path}`, body: '{}' }, call);

  return {
    get: (siteId, call = {}) =>
      new ResultAsync(ask(connection, programQuestion(siteId, call.signal))).mapErr(expecting(QUERY)),
    bulkGet: (siteIds, { accountId, signal } = {}) => {
      const account = accountId === undefined ? '' : `accountId=${encodeURIComponent(accountId)}&`;
      return new ResultAsync(
        askAboutMany(connection, siteIds, `/v1/bulk/programs?${account}`, readPrograms, signal),
      )
        .map((programs) => [...programs.values()])
        .mapErr(expecting(CALL));
    },
    update: (siteId, input, call = {}) =>
      change(
        siteId,
        { method: 'PATCH', body: updateBody('unchecked' in input ? input.unchecked : input) },
        call,
      ).mapErr(expecting([...CHANGE, 'InvalidInput'])),
    activate: (siteId, call = {}) =>
      action(siteId, 'activate', call).mapErr(expecting([...CHANGE, 'PreconditionsNotMet'])),
    pause: (siteId, call = {}) =>
      action(siteId, 'pause', call).mapErr(expecting([...CHANGE, 'StatusTransitionNotAllowed'])),
    enablePointsExpiration: (siteId, call = {}) =>
      action(siteId, 'points-expiration/enable', call).mapErr(expecting([...CHANGE, 'PreconditionsNotMet'])),
    disablePointsExpiration: (siteId, call = {}) =>
      action(siteId, 'points-expiration/disable', call).mapErr(expecting(CHANGE)),
    premiumFeatures: (siteId, call = {}) =>
      query(siteId, 'premium-features', call, readPremiumFeatures).mapErr(expecting(QUERY)),
    readiness: (siteId, call = {}) => query(siteId, 'readiness', call, readReadiness).mapErr(expecting(CALL)),
    operations: (siteId, call = {}) =>
      query(siteId, 'operations', call, readOperations).mapErr(expecting(CALL)),
    history: (siteId, call = {}) => {
      const range = parseHistoryRange(call);
      return range.isErr()
        ? errAsync(invalidInput(range.error))
        : new ResultAsync(ask(connection, eventsQuestion(siteId, range.value, call.signal))).mapErr(
            expecting(QUERY),
          );
    },
    erase: (siteId, { signal } = {}) =>
      new ResultAsync(ask(connection, erasure(siteId, signal)))
        .map(() => undefined)
        .mapErr(expecting([...CALL, 'OutcomeUnknown'])),
  };
};
