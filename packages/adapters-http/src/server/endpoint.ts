import type {
  InstallationCheck,
  Installations,
  LoyaltyPrograms,
  RemoteError,
  SiteId,
} from '@loyalty-programs/core';
import type { ResultAsync } from 'neverthrow';
import type { ApiError } from './errors.js';
import type { HttpRequest } from './http-message.js';
import type { OpenApiSchema } from './openapi/schema.js';
import type { Permission, Principal } from './principal.js';
import type { JsonObject } from './request-body.js';

/** What the API calls. */
export interface Services {
  readonly programs: LoyaltyPrograms<RemoteError>;
  /** Absent: the host keeps installations elsewhere, and the API has no registry. */
  readonly installations?: Installations;
  /**
   * Where the accounts of sites are looked up, for principals with an `accountId`; by default in `installations`.
   * One of the two is needed for such principals.
   */
  readonly installationCheck?: Pick<InstallationCheck, 'checkMany'>;
}

/** A request whose caller is known and permitted. */
export interface Call {
  readonly request: HttpRequest;
  readonly principal: Principal;
  readonly services: Services;
}

/** A call about one site, which the caller may use. */
export interface SiteCall extends Call {
  readonly siteId: SiteId;
  /** Empty where the endpoint takes no body, or none came. */
  readonly body: JsonObject;
}

/** JSON in one piece. */
export interface WholeAnswer {
  readonly body: unknown;
  readonly etag?: string;
  /** Further headers, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a successful call answers with; the status is 200, always. */
export type Answer = WholeAnswer | { readonly parts: AsyncIterable<AnswerPart> };

/** A part of the JSON of a long answer; an error ends it. */
export type AnswerPart = { readonly text: string } | { readonly error: ApiError };

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

interface EndpointDescription {
  /** Also its name in the OpenAPI document; where the hosted API has the operation, its name there. */
  readonly operationId: string;
  readonly method: Method;
  /** The path behind the prefix. */
  readonly path: string;
  readonly permission: Permission;
  readonly summary: string;
  /** The statuses with which it can refuse, besides those that any endpoint can. */
  readonly refusals: readonly (400 | 404 | 409 | 412 | 428)[];
  readonly query?: Readonly<Record<string, { readonly description: string; readonly schema: OpenApiSchema }>>;
  /** The body it takes. Without `bodyRequired` no body at all will do as well. */
  readonly requestBody?: OpenApiSchema;
  readonly bodyRequired?: true;
  readonly response: OpenApiSchema;
  /** Its answers carry an ETag. */
  readonly tagged?: true;
}

/** An endpoint about one site. */
export interface SiteEndpoint extends EndpointDescription {
  /** Where the site stands: in the header `wix-site-id`, or at the end of the path. */
  readonly site: 'header' | 'path';
  handle(call: SiteCall): ResultAsync<Answer, ApiError>;
}

/** An endpoint about the sites of the caller. */
export interface CallerEndpoint extends EndpointDescription {
  readonly site: 'none';
  handle(call: Call): ResultAsync<Answer, ApiError>;
}

/** One operation of the API: how it is called, described and carried out. */
export type Endpoint = SiteEndpoint | CallerEndpoint;
