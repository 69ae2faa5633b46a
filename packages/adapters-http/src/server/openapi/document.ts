import type { Endpoint } from '../endpoint.js';
import { ENDPOINTS, PREFIXES } from '../routes.js';
import { type OpenApiSchema, ref } from './fields.js';
import { SCHEMAS } from './schemas.js';

type Json = Readonly<Record<string, unknown>>;

const json = (schema: OpenApiSchema): Json => ({ 'application/json': { schema } });

const STATUS_DESCRIPTIONS = {
  400: 'A field breaks a rule.',
  401: 'No valid key.',
  403: 'Not permitted, or not on this site.',
  404: 'Nothing here.',
  409: 'The program is at another revision, or changed too often meanwhile; or there is one already.',
  412: 'The program is at another revision than If-Match demands.',
  413: 'The body is too large.',
  415: 'The body is not JSON in UTF-8.',
  429: 'Too many wrong keys came from this address; try again after the seconds of Retry-After.',
  431: 'The request has too many headers.',
  410: 'These events are not kept any more; `data.prunedRevision` is the last one that is gone.',
  428: 'A precondition is not met; `data.unmet` lists all, or the status has no such way.',
  500: 'A bug.',
  503: 'A store or service does not answer; try again after the seconds of Retry-After.',
} as const;

type Status = keyof typeof STATUS_DESCRIPTIONS;

const header = (description: string): Json => ({ description, schema: { type: 'string' } });

const REQUEST_ID = { 'x-wix-request-id': header('Names this one answer, for support.') };

const REFUSAL_HEADERS: Partial<Record<Status, Json>> = {
  401: { 'www-authenticate': header('How to authenticate.') },
  429: { 'retry-after': header('Seconds after which to try again.') },
  503: { 'retry-after': header('Seconds after which to try again.') },
};

const refusal = (status: Status): Json => ({
  description: STATUS_DESCRIPTIONS[status],
  headers: { ...REQUEST_ID, ...REFUSAL_HEADERS[status] },
  content: json(ref(status === 400 ? 'ValidationError' : 'ApplicationError')),
});

/** With which statuses an endpoint can refuse a call. */
const refusalsOf = ({ refusals, requestBody, site }: Endpoint): readonly Status[] => {
  const ofSite: readonly Status[] = site === 'none' ? [] : [400];
  const ofBody: readonly Status[] = requestBody === undefined ? [] : [400, 413, 415];
  return [...new Set<Status>([401, 403, 429, 431, 500, 503, ...ofSite, ...ofBody, ...refusals])].sort(
    (a, b) => a - b,
  );
};

const parametersOf = (endpoint: Endpoint): readonly Json[] => {
  const siteId = { required: true, description: 'The site that the call is about.', schema: ref('SiteId') };
  return [
    ...(endpoint.site === 'header' ? [{ name: 'wix-site-id', in: 'header', ...siteId }] : []),
    ...(endpoint.site === 'none' && endpoint.isNarrowedByAccount === true
      ? [
          {
            name: 'wix-account-id',
            in: 'header',
            description: 'Only sites of this account.',
            schema: ref('AccountId'),
          },
        ]
      : []),
    ...(endpoint.site === 'path' ? [{ name: 'siteId', in: 'path', ...siteId }] : []),
    ...(endpoint.site === 'none' && endpoint.parameter !== undefined
      ? [{ in: 'path', required: true, ...endpoint.parameter }]
      : []),
    ...(endpoint.refusals.includes(412)
      ? [
          {
            name: 'If-Match',
            in: 'header',
            description: 'The ETag of an answer, or *.',
            schema: { type: 'string' },
          },
        ]
      : []),
    ...Object.entries(endpoint.query ?? {}).map(([name, query]) => ({ name, in: 'query', ...query })),
  ];
};

const operationOf = (endpoint: Endpoint): Json => ({
  operationId: endpoint.operationId,
  summary: endpoint.summary,
  description: `Needs the permission ${endpoint.permission}.`,
  parameters: parametersOf(endpoint),
  ...(endpoint.requestBody !== undefined && {
    requestBody: { required: endpoint.bodyRequired === true, content: json(endpoint.requestBody) },
  }),
  responses: {
    200: {
      description: 'Done.',
      headers: { ...REQUEST_ID, ...(endpoint.tagged === true && { etag: header('Site and revision.') }) },
      content: json(endpoint.response),
    },
    ...Object.fromEntries(refusalsOf(endpoint).map((status) => [status, refusal(status)])),
  },
});

const pathsOf = (endpoints: readonly Endpoint[]): Json => {
  const paths = new Map<string, Json>();
  for (const endpoint of endpoints) {
    const method = endpoint.method.toLowerCase();
    paths.set(endpoint.path, { ...paths.get(endpoint.path), [method]: operationOf(endpoint) });
  }
  return Object.fromEntries(paths);
};

/** The API as an OpenAPI 3.1 document, made from the list of endpoints that the handler serves. */
export const createOpenApiDocument = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Loyalty Programs',
    version: '1.0.0',
    description: 'Activate and customise the loyalty program of a site.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: PREFIXES.map((url) => ({ url })),
  security: [{ key: [] }],
  paths: pathsOf(ENDPOINTS),
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'Authorization' } },
    schemas: SCHEMAS,
  },
});
