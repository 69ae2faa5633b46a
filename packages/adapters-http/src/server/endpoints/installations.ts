import type { Installations } from '@loyalty-programs/core';
import { type ResultAsync, errAsync, okAsync } from 'neverthrow';
import type { Answer, SiteCall, SiteEndpoint } from '../endpoint.js';
import type { ApiError } from '../errors.js';
import { ref } from '../openapi/schema.js';
import { toInstallationBody } from '../wire/installation.js';

/** The place of the site in the path of these endpoints: at its end. */
export const INSTALLATIONS_PATH = '/v1/installations/';

const INSTALLATION = {
  path: `${INSTALLATIONS_PATH}{siteId}`,
  site: 'path',
  permission: 'MANAGE_INSTALLATIONS',
} as const;

/** Asks the registry; where a host keeps none, nothing is here. */
const withRegistry = (
  { services: { installations } }: SiteCall,
  ask: (registry: Installations) => ResultAsync<Answer, ApiError>,
): ResultAsync<Answer, ApiError> =>
  installations === undefined ? errAsync({ type: 'NotFound' }) : ask(installations);

export const putInstallation: SiteEndpoint = {
  ...INSTALLATION,
  operationId: 'putInstallation',
  method: 'PUT',
  summary: 'Records that loyalty is installed on the site, and what is installed beside it.',
  refusals: [],
  requestBody: ref('InstallationInput'),
  bodyRequired: true,
  response: ref('InstallationAnswer'),
  handle: (call) =>
    withRegistry(call, (registry) =>
      registry
        .install(call.siteId, { unchecked: call.body })
        .map((installed) => ({ body: { installation: toInstallationBody(call.siteId, installed) } })),
    ),
};

export const getInstallation: SiteEndpoint = {
  ...INSTALLATION,
  operationId: 'getInstallation',
  method: 'GET',
  summary: 'What is installed on the site; 404 where loyalty is not.',
  refusals: [404],
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
  refusals: [],
  query: {
    erase: {
      description: 'true: erase the program and its history for good.',
      schema: { type: 'boolean', default: false },
    },
  },
  response: ref('EmptyObject'),
  handle: (call) =>
    withRegistry(call, (registry) => {
      const erase = new URLSearchParams(call.request.query).get('erase') === 'true';
      return registry.uninstall(call.siteId, { erase }).map(() => ({ body: {} }));
    }),
};
