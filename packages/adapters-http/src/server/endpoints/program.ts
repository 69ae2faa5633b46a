import type {
  ChangeOptions,
  LoyaltyProgramView,
  LoyaltyPrograms,
  RemoteError,
  SiteId,
} from '@loyalty-programs/core';
import { type ResultAsync, errAsync } from 'neverthrow';
import type { Answer, SiteCall, SiteEndpoint } from '../endpoint.js';
import type { ApiError } from '../errors.js';
import { readPrecondition, withPrecondition } from '../expected-revision.js';
import { ref } from '../openapi/schema.js';
import { etagOf } from '../../wire/etag.js';
import { toProgramAnswer } from '../wire/program.js';

const answerWith = (program: LoyaltyProgramView): Answer => ({
  body: toProgramAnswer(program),
  etag: etagOf(program),
});

type ChangeOperation = (siteId: SiteId, options: ChangeOptions) => ResultAsync<LoyaltyProgramView, ApiError>;

/** Carries a change out as the caller, under the precondition of the request. */
const change = (
  { siteId, principal: { actor }, request }: SiteCall,
  operation: ChangeOperation,
  bodyRevision?: unknown,
): ResultAsync<Answer, ApiError> => {
  const precondition = readPrecondition(siteId, request.header('if-match'), bodyRevision);
  if (precondition.isErr()) return errAsync(precondition.error);
  return withPrecondition(precondition.value, (expectedRevision) =>
    operation(siteId, {
      ...(actor !== undefined && { actor }),
      ...(expectedRevision !== undefined && { expectedRevision }),
    }),
  ).map(answerWith);
};

const CHANGE = {
  site: 'header',
  permission: 'MANAGE_PROGRAM',
  refusals: [409, 412, 428],
  response: ref('LoyaltyProgramAnswer'),
  tagged: true,
} as const;

const action = (
  description: Pick<SiteEndpoint, 'operationId' | 'path' | 'summary'>,
  operation: (
    programs: LoyaltyPrograms<RemoteError>,
    ...call: Parameters<ChangeOperation>
  ) => ReturnType<ChangeOperation>,
): SiteEndpoint => ({
  ...CHANGE,
  ...description,
  method: 'POST',
  requestBody: ref('EmptyObject'),
  handle: (call) => change(call, (siteId, options) => operation(call.services.programs, siteId, options)),
});

export const getLoyaltyProgram: SiteEndpoint = {
  operationId: 'getLoyaltyProgram',
  method: 'GET',
  path: '/v1/program',
  site: 'header',
  permission: 'READ_PROGRAM',
  summary: "A site's loyalty program. Before its first change that is an untouched draft.",
  refusals: [428],
  response: ref('LoyaltyProgramAnswer'),
  tagged: true,
  handle: ({ siteId, services }) => services.programs.get(siteId).map(answerWith),
};

export const updateLoyaltyProgram: SiteEndpoint = {
  ...CHANGE,
  operationId: 'updateLoyaltyProgram',
  method: 'PATCH',
  path: '/v1/program',
  summary: 'Changes name, point definition or expiration settings. What is absent stays as it is.',
  requestBody: ref('UpdateLoyaltyProgramRequest'),
  bodyRequired: true,
  handle: (call) =>
    change(
      call,
      (siteId, options) =>
        call.services.programs.update(siteId, { unvalidated: call.body['loyaltyProgram'] }, options),
      call.body['revision'],
    ),
};

export const activateLoyaltyProgram = action(
  {
    operationId: 'activateLoyaltyProgram',
    path: '/v1/program/activate',
    summary: 'Makes the program ACTIVE. It needs a name, and the site a compatible app.',
  },
  (programs, siteId, options) => programs.activate(siteId, options),
);

export const pauseLoyaltyProgram = action(
  {
    operationId: 'pauseLoyaltyProgram',
    path: '/v1/program/pause',
    summary: 'Makes an ACTIVE program PAUSED.',
  },
  (programs, siteId, options) => programs.pause(siteId, options),
);

export const enablePointsExpiration = action(
  {
    operationId: 'enablePointsExpiration',
    path: '/v1/program/points-expiration/enable',
    summary: "Lets points expire. The site's plan needs the premium feature.",
  },
  (programs, siteId, options) => programs.enablePointsExpiration(siteId, options),
);

export const disablePointsExpiration = action(
  {
    operationId: 'disablePointsExpiration',
    path: '/v1/program/points-expiration/disable',
    summary: 'Keeps points from expiring. The settings stay.',
  },
  (programs, siteId, options) => programs.disablePointsExpiration(siteId, options),
);

export const eraseLoyaltyProgram: SiteEndpoint = {
  operationId: 'eraseLoyaltyProgram',
  method: 'DELETE',
  path: '/v1/program',
  site: 'header',
  permission: 'MANAGE_INSTALLATIONS',
  summary: 'Removes program and history for good; a site that has loyalty installed starts anew.',
  refusals: [400],
  response: ref('EmptyObject'),
  handle: ({ siteId, services }) => services.programs.erase(siteId).map(() => ({ body: {} })),
};
