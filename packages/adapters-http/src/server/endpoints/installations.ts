import type { Installations, InvalidInput } from '@loyalty-programs/core';
import { type InstallOptions, invalidInput, required, wrongType } from '@loyalty-programs/core/adapter-kit';
import { type Result, ResultAsync, err, errAsync, ok, okAsync } from 'neverthrow';
import type { Answer, Call, CallerEndpoint, SiteCall, SiteEndpoint } from '../endpoint.js';
import type { ApiError } from '../errors.js';
import { ref } from '../openapi/fields.js';
import { attributionOf } from './program.js';
import type { JsonObject } from '../request.js';
import { SITE_IDS, ownerConditionOf, readSiteIds } from '../site-access.js';
import { toInstallationBody } from '../wire.js';

const INSTALLATION = {
  path: '/v1/installations/{siteId}',
  site: 'path',
  permission: 'MANAGE_INSTALLATIONS',
  // Without a registry of the host, none of them exists.
  refusals: [400, 404],
} as const;

/** Calls the registry; without one, the path does not exist. */
const withRegistry = (
  { services: { installations } }: Call,
  call: (registry: Installations) => ResultAsync<Answer, ApiError>,
): ResultAsync<Answer, ApiError> =>
  installations === undefined ? errAsync({ type: 'NotFound' }) : call(installations);

/** A flag in a query; absent: false. An unreadable value is refused: an erasure must not seem to have succeeded. */
const flagIn = (query: URLSearchParams, name: string): Result<boolean, InvalidInput> => {
  const text = query.get(name) ?? 'false';
  return text === 'true' || text === 'false'
    ? ok(text === 'true')
    : err(invalidInput([wrongType(name, 'true or false')]));
};

/** A caller that is bound to an account installs for this account: it may not move a site to another one. */
const inputOf = ({ principal: { accountId }, body }: SiteCall): Result<JsonObject, ApiError> => {
  if (accountId === undefined) return ok(body);
  const requested = body['accountId'] ?? accountId;
  return typeof requested === 'string' && requested !== accountId
    ? err({ type: 'PermissionDenied' })
    : ok({ ...body, accountId: requested });
};

/** Between the check of the caller and the change, the site may have moved to another account. */
const changeOptionsOf = (call: SiteCall): InstallOptions => {
  const onlyIf = ownerConditionOf(call.principal);
  return { ...attributionOf(call), ...(onlyIf !== undefined && { onlyIf }) };
};

export const putInstallation: SiteEndpoint = {
  ...INSTALLATION,
  operationId: 'putInstallation',
  method: 'PUT',
  summary: 'Records that loyalty is installed on the site, and what is installed beside it.',
  requestBody: ref('InstallationInput'),
  bodyRequired: true,
  response: ref('InstallationAnswer'),
  handle: (call) =>
    withRegistry(call, (registry) =>
      inputOf(call)
        .asyncAndThen((input) => registry.install(call.siteId, { unvalidated: input }, changeOptionsOf(call)))
        .map((installed) => ({ body: { installation: toInstallationBody(call.siteId, installed) } })),
    ),
};

export const getInstallation: SiteEndpoint = {
  ...INSTALLATION,
  operationId: 'getInstallation',
  method: 'GET',
  summary: 'What is installed on the site; 404 where loyalty is not.',
  response: ref('InstallationAnswer'),
  handle: (call) =>
    withRegistry(call, (registry) =>
      registry
        .get(call.siteId)
        .andThen((installation) =>
          installation.installed
            ? okAsync({ body: { installation: toInstallationBody(call.siteId, installation) } })
            : errAsync<Answer, ApiError>({ type: 'NotFound' }),
        ),
    ),
};

export const deleteInstallation: SiteEndpoint = {
  ...INSTALLATION,
  operationId: 'deleteInstallation',
  method: 'DELETE',
  summary:
    'Records that loyalty is not installed on the site any more. The program stays unless it is erased.',
  query: {
    erase: {
      description: 'true: erase the program and its history for good.',
      schema: { type: 'boolean', default: false },
    },
  },
  response: ref('EmptyObject'),
  handle: (call) =>
    withRegistry(call, (registry) => {
      const erase = flagIn(new URLSearchParams(call.request.query), 'erase');
      return erase.isErr()
        ? errAsync(erase.error)
        : registry
            .uninstall(call.siteId, { ...changeOptionsOf(call), erase: erase.value })
            .map(() => ({ body: {} }));
    }),
};

export const listInstallations: CallerEndpoint = {
  operationId: 'listInstallations',
  method: 'GET',
  path: '/v1/installations',
  site: 'none',
  permission: 'MANAGE_INSTALLATIONS',
  summary: 'What is installed on many sites; a site without loyalty is left out.',
  refusals: [400, 404],
  query: SITE_IDS,
  response: ref('InstallationsAnswer'),
  handle: (call) =>
    withRegistry(call, (registry) => {
      const named = new ResultAsync(readSiteIds(call, new URLSearchParams(call.request.query)));
      return named
        .andThen((siteIds) =>
          siteIds === undefined ? errAsync(invalidInput([required('siteIds')])) : registry.getMany(siteIds),
        )
        .map((installations) => ({
          body: {
            installations: [...installations].flatMap(([siteId, installation]) =>
              installation.installed ? [toInstallationBody(siteId, installation)] : [],
            ),
          },
        }));
    }),
};
