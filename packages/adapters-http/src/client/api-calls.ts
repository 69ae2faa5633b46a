import type {
  AbortSignalLike,
  CallOptions,
  LoyaltyProgramView,
  ProgramEvent,
  SiteId,
  Unavailable,
} from '@loyalty-programs/core';
import { type HistoryRange, isRecord } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { type ApiCall, type CallReply, makeCall } from './call.js';
import { type Connection, sharingTime } from './connect.js';
import { readEvents, readProgram } from './wire/program.js';
import { readRefusal, type Refusal, unavailable } from './wire/refusal.js';

/** A call, and how a good answer to it is read. */
export interface Question<T> extends ApiCall {
  /** Gives `undefined` for an answer that is not what it should be. */
  readonly read: (json: unknown, reply: CallReply) => T | undefined;
}

/**
 * An answer that says nothing we understand. Unless it blames the call, it is not known then whether a change
 * was made.
 */
const unusable = ({ method }: ApiCall, reply: CallReply): Refusal => {
  const { status } = reply;
  const cause = `status ${status}`;
  return method !== 'GET' && status < 400
    ? { type: 'OutcomeUnknown', cause }
    : { ...unavailable(reply), cause };
};

/** Makes a call, and reads its answer or its refusal. */
export const ask = async <T>(connection: Connection, question: Question<T>): Promise<Result<T, Refusal>> => {
  const replied = await makeCall(connection, question);
  return replied.andThen((reply): Result<T, Refusal> => {
    const value = reply.status === 200 ? question.read(reply.json, reply) : undefined;
    if (value !== undefined) return ok(value);
    const refusal = readRefusal(reply, question) ?? unusable(question, reply);
    // An earlier try may have done what this one was refused.
    return err(reply.mayBeMade ? { type: 'OutcomeUnknown', cause: refusal.type } : refusal);
  });
};

/** Keeps the refusals that an operation can have; any other one is an answer of a service gone astray. */
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

/** What is asked of the program of a site, both by who calls its operations and by who stores it there. */
const aboutProgram = (siteId: SiteId, options: CallOptions | undefined) =>
  ({ method: 'GET', path: '/v1/program', siteId, signal: options?.signal }) as const;

/** Asks for the program. */
export const programQuestion = (siteId: SiteId, options?: CallOptions): Question<LoyaltyProgramView> => ({
  ...aboutProgram(siteId, options),
  read: (json) => readProgram(siteId, json),
});

/** Asks for some of the events. */
export const eventsQuestion = (
  siteId: SiteId,
  { afterRevision, limit }: HistoryRange,
  options?: CallOptions,
): Question<readonly ProgramEvent[]> => ({
  ...aboutProgram(siteId, options),
  path: `/v1/program/events?after=${afterRevision}&limit=${limit}`,
  read: (json) => readEvents(siteId, afterRevision, json),
});

/** Asks to erase program and history. */
export const erasure = (siteId: SiteId, options?: CallOptions): Question<true> => ({
  ...aboutProgram(siteId, options),
  method: 'DELETE',
  read: (json) => isRecord(json) || undefined,
});

/** The call of an operation that takes no input. */
export const action = (path: string) =>
  ({ method: 'POST', path: `/v1/program/${path}`, body: '{}' }) as const;

/**
 * How many sites one request asks about: so many ids fit into a URL that every server takes. Of what an id may be
 * made of nothing needs escaping.
 */
const SITES_PER_REQUEST = 100;

/** Reads what is told of some sites; what is told of others is left out. */
type ReadMany<T> = (
  siteIds: readonly SiteId[],
  json: unknown,
) => readonly (readonly [SiteId, T])[] | undefined;

/**
 * Asks about many sites in as many requests as it takes, one after the other, within the time of one call. Tells
 * of them in the order asked, of each once.
 *
 * @param path ends where the parameter that names the sites has to follow
 */
export const askAboutMany = async <T>(
  connection: Connection,
  siteIds: readonly SiteId[],
  path: string,
  read: ReadMany<T>,
  signal?: AbortSignalLike,
): Promise<Result<ReadonlyMap<SiteId, T>, Refusal>> => {
  if (signal?.aborted === true) return err({ type: 'Cancelled' });
  const asked = [...new Set(siteIds)];
  const told: (readonly [SiteId, T])[] = [];
  const next = sharingTime(connection);
  for (let at = 0; at < asked.length; at += SITES_PER_REQUEST) {
    const batch = asked.slice(at, at + SITES_PER_REQUEST);
    const answered = await ask(next(), {
      method: 'GET',
      path: `${path}siteIds=${batch.join(',')}`,
      signal,
      read: (json) => read(batch, json),
    });
    if (answered.isErr()) return err(answered.error);
    told.push(...answered.value);
  }
  return ok(new Map(told));
};
