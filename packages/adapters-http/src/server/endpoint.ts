import type {
  Clock,
  InstallationCheck,
  Installations,
  LoyaltyPrograms,
  RemoteError,
  RequestId,
  SiteId,
} from '@loyalty-programs/core';
import type { SiteDirectory } from '@loyalty-programs/core/adapter-kit';
import type { KeyStore } from '@loyalty-programs/core/access';
import type { Result, ResultAsync } from 'neverthrow';
import type { ApiError } from './errors.js';
import type { HttpRequest } from './http-message.js';
import type { OpenApiSchema } from './openapi/fields.js';
import type { Permission, Principal } from './principal.js';
import type { JsonObject } from './request.js';

/** What the API calls. */
export interface Services {
  readonly programs: LoyaltyPrograms<RemoteError>;
  /** Absent: the host manages installations elsewhere, and the API has no registry. */
  readonly installations?: Installations;
  /**
   * Where the accounts of sites are looked up, for principals with an `accountId`; by default in `installations`.
   * One of the two is needed for such principals.
   */
  readonly installationCheck?: Pick<InstallationCheck, 'checkMany'>;
  /** The keys that are made while the host runs; absent: it has none. */
  readonly keys?: KeyService;
  /** Which sites there are; absent: they can't be searched. `installations` or `installationCheck` is needed beside it. */
  readonly directory?: Pick<SiteDirectory, 'searchSites'>;
}

/** Where keys are stored, and what creating one needs. */
export interface KeyService {
  readonly store: KeyStore;
  readonly clock: Clock;
  /** Names that no key may have, because other callers have them in the history. */
  readonly reservedNames?: ReadonlySet<string>;
}

/** A request whose caller is authenticated and permitted. */
export interface Call {
  readonly request: HttpRequest;
  /** Stands in the answer too, and in the events of what the call changes. */
  readonly requestId: RequestId;
  readonly principal: Principal;
  readonly services: Services;
}

/** A call about what the caller has, not about one site. */
export interface CallerCall extends Call {
  /** The last segment of the path, if the endpoint has a parameter there. */
  readonly parameter: string;
  /** Empty where the endpoint takes no body, or none came. */
  readonly body: JsonObject;
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

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

interface EndpointDescription {
  /** Also its name in the OpenAPI document; where the hosted API has the operation, its name there. */
  readonly operationId: string;
  readonly method: Method;
  /** The path behind the prefix. */
  readonly path: string;
  readonly permission: Permission;
  readonly summary: string;
  /** The statuses with which it can refuse, besides those that any endpoint can. */
  readonly refusals: readonly (400 | 404 | 409 | 410 | 412 | 428)[];
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
  /** Where the site is given: in the header `wix-site-id`, or at the end of the path. */
  readonly site: 'header' | 'path';
  handle(call: SiteCall): ResultAsync<Answer, ApiError>;
}

/** An endpoint about the sites of the caller. */
export interface CallerEndpoint extends EndpointDescription {
  readonly site: 'none';
  /** The header `wix-account-id` narrows its answer to one account. */
  readonly isNarrowedByAccount?: true;
  /** The last segment of its path. */
  readonly parameter?: {
    readonly name: string;
    readonly description: string;
    readonly schema: OpenApiSchema;
  };
  handle(call: CallerCall): ResultAsync<Answer, ApiError>;
}

/** One operation of the API: how it is called, described and carried out. */
export type Endpoint = SiteEndpoint | CallerEndpoint;

/** A part of a list that is read page by page. */
interface ListPage {
  readonly items: readonly unknown[];
  /** It is the last one; `tail` is beside the list in the answer. */
  readonly end?: { readonly tail: Readonly<Record<string, unknown>> };
}

const serializeItems = (items: readonly unknown[]): string =>
  items.map((item) => JSON.stringify(item)).join(',');

/** Reads on while the caller does: at no time is more than one page in memory. */
async function* partsOf(
  name: string,
  first: ListPage,
  readPage: () => Promise<Result<ListPage, ApiError>>,
): AsyncGenerator<AnswerPart> {
  yield { text: `{${JSON.stringify(name)}:[${serializeItems(first.items)}` };
  let isEmpty = first.items.length === 0;
  for (;;) {
    const page = await readPage();
    if (page.isErr()) {
      yield { error: page.error };
      return;
    }
    const { items, end } = page.value;
    yield { text: (isEmpty || items.length === 0 ? '' : ',') + serializeItems(items) };
    isEmpty &&= items.length === 0;
    if (end !== undefined) {
      const tail = JSON.stringify(end.tail).slice(1);
      yield { text: tail === '}' ? ']}' : `],${tail}` };
      return;
    }
  }
}

/**
 * Answers with `{"name": [items of all pages], ...tail}`. The first page is read before the answer begins, so that its
 * failure is an error like any other; a list of one page is an answer like any other.
 */
export const streamList = async (
  name: string,
  readPage: () => Promise<Result<ListPage, ApiError>>,
): Promise<Result<Answer, ApiError>> =>
  (await readPage()).map((first): Answer =>
    first.end === undefined
      ? { parts: partsOf(name, first, readPage) }
      : { body: { [name]: first.items, ...first.end.tail } },
  );
