import type {
  CallOptions,
  LoyaltyProgramView,
  ProgramEvent,
  SiteId,
  Unavailable,
} from '@loyalty-programs/core';
import { type AbortSignalLike, type HistoryRange, isRecord } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { type ApiCall, type CallReply, makeCall } from './call.js';
import { type Connection, sharingTime } from './connect.js';
import { readEvents, readProgram } from './wire/program.js';
import { readRefusal, type Refusal, unavailable, withDescription } from './wire/refusal.js';

/** A call, and how to read a successful response. */
export interface RequestSpec<T> extends ApiCall {
  /** Returns `undefined` for a malformed response. */
  readonly read: (json: unknown, reply: CallReply) => T | undefined;
}

/**
 * A response that we do not understand. Unless it blames the request, the outcome of a change is unknown.
 */
const unusable = ({ method }: ApiCall, reply: CallReply): Refusal => {
  const { status } = reply;
  const cause = `status ${status}`;
  return method !== 'GET' && status < 400
    ? { type: 'OutcomeUnknown', cause }
    : { ...unavailable(reply), cause };
};

/** Makes a call and reads the response or the refusal. */
export const callApi = async <T>(
  connection: Connection,
  spec: RequestSpec<T>,
): Promise<Result<T, Refusal>> => {
  const replied = await makeCall(connection, spec);
  return replied.andThen((reply): Result<T, Refusal> => {
    const value = reply.status === 200 ? spec.read(reply.json, reply) : undefined;
    if (value !== undefined) return ok(value);
    const refusal = withDescription(readRefusal(reply, spec) ?? unusable(spec, reply), reply);
    // An earlier attempt may have made the change that this one was refused.
    return err(reply.mayBeMade ? { type: 'OutcomeUnknown', cause: refusal.type } : refusal);
  });
};

/** Passes the refusals that an operation can have; any other one is an unexpected response. */
export const expecting =
  <Type extends Refusal['type']>(types: readonly Type[]) =>
  (refusal: Refusal): Extract<Refusal, { readonly type: Type }> | Unavailable => {
    const isExpected = (each: Refusal): each is Extract<Refusal, { readonly type: Type }> =>
      types.some((type) => type === each.type);
    return isExpected(refusal) ? refusal : { type: 'Unavailable', cause: `unexpected ${refusal.type}` };
  };

/** What any call can be refused with. */
export const CALL = [
  'RepositoryUnavailable',
  'InstallationCheckUnavailable',
  'Cancelled',
  'Unauthenticated',
  'PermissionDenied',
  'Unavailable',
] as const;

/** What any call about the program of one site can be refused with. */
export const QUERY = [...CALL, 'LoyaltyNotInstalled'] as const;

/** What any call that changes a program can be refused with. */
export const CHANGE = [
  ...QUERY,
  'RevisionConflict',
  'TooMuchContention',
  'OutcomeUnknown',
  'Rejected',
] as const;

/** A call about the program of one site. */
const programCall = (siteId: SiteId, options: CallOptions | undefined) =>
  ({ method: 'GET', path: '/v1/program', siteId, signal: options?.signal }) as const;

/** Reads the program. */
export const programSpec = (siteId: SiteId, options?: CallOptions): RequestSpec<LoyaltyProgramView> => ({
  ...programCall(siteId, options),
  read: (json) => readProgram(siteId, json),
});

/** Reads some of the events. */
export const eventsSpec = (
  siteId: SiteId,
  { afterRevision, limit }: HistoryRange,
  options?: CallOptions,
): RequestSpec<readonly ProgramEvent[]> => ({
  ...programCall(siteId, options),
  path: `/v1/program/events?after=${afterRevision}&limit=${limit}`,
  read: (json) => readEvents(siteId, afterRevision, json),
});

/** Erases program and history. */
export const eraseSpec = (siteId: SiteId, options?: CallOptions): RequestSpec<true> => ({
  ...programCall(siteId, options),
  method: 'DELETE',
  read: (json) => isRecord(json) || undefined,
});

/** The call of an operation that takes no input. */
export const action = (path: string) =>
  ({ method: 'POST', path: `/v1/program/${path}`, body: '{}' }) as const;

/**
 * How many sites one request names: as many as fit into a URL that every server accepts. Site ids need no escaping.
 */
const SITES_PER_REQUEST = 100;

/** Reads what a response says about the requested sites and ignores any other site. */
type ReadMany<T> = (
  siteIds: readonly SiteId[],
  json: unknown,
) => readonly (readonly [SiteId, T])[] | undefined;

/**
 * Makes a call about many sites in as many requests as needed, one after another, within the timeout of one call.
 * Returns each site once, in the requested order.
 *
 * @param path the path up to the parameter that names the sites
 */
export const callInPages = async <T>(
  connection: Connection,
  siteIds: readonly SiteId[],
  path: string,
  read: ReadMany<T>,
  signal?: AbortSignalLike,
): Promise<Result<ReadonlyMap<SiteId, T>, Refusal>> => {
  if (signal?.aborted === true) return err({ type: 'Cancelled' });
  const requested = [...new Set(siteIds)];
  const reported: (readonly [SiteId, T])[] = [];
  const next = sharingTime(connection);
  for (let at = 0; at < requested.length; at += SITES_PER_REQUEST) {
    const batch = requested.slice(at, at + SITES_PER_REQUEST);
    const answered = await callApi(next(), {
      method: 'GET',
      path: `${path}siteIds=${batch.join(',')}`,
      signal,
      read: (json) => read(batch, json),
    });
    if (answered.isErr()) return err(answered.error);
    reported.push(...answered.value);
  }
  return ok(new Map(reported));
};
