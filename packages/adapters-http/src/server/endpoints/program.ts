import type {
  ChangeOptions,
  FieldViolation,
  LoyaltyPrograms,
  LoyaltyProgramView,
  RemoteError,
  SiteId,
  UpdateOptions,
} from '@loyalty-programs/core';
import { type Attribution, ignoredFields, invalidInput } from '@loyalty-programs/core/adapter-kit';
import { type Result, ResultAsync, err, errAsync } from 'neverthrow';
import type { Call, SiteCall, SiteEndpoint, WholeAnswer } from '../endpoint.js';
import type { ApiError } from '../errors.js';
import { readPrecondition, withPrecondition } from '../request.js';
import type { HttpRequest } from '../http-message.js';
import { iconIn, withIntendedIcon } from '../official-client.js';
import { ref } from '../openapi/fields.js';
import { etagOf } from '../../wire.js';
import { toProgramAnswer } from '../wire.js';

const answerWith = (program: LoyaltyProgramView): WholeAnswer => ({
  body: toProgramAnswer(program),
  etag: etagOf(program),
});

type ChangeOperation = (siteId: SiteId, options: ChangeOptions) => ResultAsync<LoyaltyProgramView, ApiError>;

/** Where a change comes from. */
export const attributionOf = ({
  principal: { actor },
  requestId,
}: Pick<Call, 'principal' | 'requestId'>): Attribution => ({
  ...(actor !== undefined && { actor }),
  causedBy: requestId,
});

/** Carries a change out as the caller, under the precondition of the request. */
const change = (
  call: SiteCall,
  operation: ChangeOperation,
  bodyRevision?: unknown,
): ResultAsync<WholeAnswer, ApiError> => {
  const { siteId, request } = call;
  const precondition = readPrecondition(siteId, request.header('if-match'), bodyRevision);
  if (precondition.isErr()) return errAsync(precondition.error);
  return withPrecondition(precondition.value, (expectedRevision) =>
    operation(siteId, {
      ...attributionOf(call),
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
  query: {
    strict: {
      description: 'Refuse fields that no program has; by default they are ignored.',
      schema: { type: 'string', enum: ['true', 'false'] },
    },
  },
  handle: (call) => {
    const { programs } = call.services;
    const raw = call.body['loyaltyProgram'];
    const ignored = ignoredFieldsHeader(raw);
    return change(
      call,
      (siteId, options) =>
        new ResultAsync(
          updateAsIntended(programs, siteId, raw, { ...options, strict: isStrict(call.request) }),
        ),
      call.body['revision'],
    ).map((answer) =>
      ignored === undefined ? answer : { ...answer, headers: { 'x-ignored-fields': ignored } },
    );
  },
};

const isStrict = ({ query }: HttpRequest): boolean => new URLSearchParams(query).get('strict') === 'true';

/** Only an icon needs a look at the program first: official clients send back what they were shown of it. */
const updateAsIntended = async (
  programs: LoyaltyPrograms<RemoteError>,
  siteId: SiteId,
  raw: unknown,
  options: UpdateOptions,
): Promise<Result<LoyaltyProgramView, ApiError>> => {
  let unvalidated = raw;
  if (iconIn(raw) !== undefined) {
    const current = await programs.get(siteId);
    if (current.isErr()) return err(current.error);
    unvalidated = withIntendedIcon(raw, current.value);
  }
  const updated = await programs.update(siteId, { unvalidated }, options);
  if (updated.isOk() || updated.error.type !== 'InvalidInput') return updated;
  const [first, ...others] = updated.error.violations;
  return err(invalidInput([inBody(first), ...others.map(inBody)]));
};

/** Violations name fields of the program; the body holds it under `loyaltyProgram`. */
const inBody = (violation: FieldViolation): FieldViolation => ({
  ...violation,
  field: violation.field === '' ? 'loyaltyProgram' : `loyaltyProgram.${violation.field}`,
});

/** How many ignored fields a header names, and how many characters it has at most. */
const MAX_IGNORED_FIELDS = 20;
const MAX_IGNORED_LENGTH = 1024;

/** The paths of the fields that an update ignores, percent-encoded; `undefined` where there are none. */
const ignoredFieldsHeader = (raw: unknown): string | undefined => {
  let header: string | undefined;
  for (const { path } of ignoredFields(raw).slice(0, MAX_IGNORED_FIELDS)) {
    const next: string = header === undefined ? encode(path) : `${header}, ${encode(path)}`;
    if (next.length > MAX_IGNORED_LENGTH) break;
    header = next;
  }
  return header;
};

/** A name may hold unpaired surrogates, which can't be encoded. */
const encode = (path: string): string =>
  encodeURIComponent(path.replace(/\p{Cs}/gu, '\uFFFD')).replace(/%5B(\d+)%5D/gu, '[$1]');

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
  handle: (call) => call.services.programs.erase(call.siteId, attributionOf(call)).map(() => ({ body: {} })),
};
