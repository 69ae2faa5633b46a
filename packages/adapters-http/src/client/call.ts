import type { AbortSignalLike, Cancelled, OutcomeUnknown, SiteId, Unavailable } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import { etagOf } from '../wire.js';
import type { Connection } from './connect.js';
import { type Deadline, deadlineIn, exchange, type NoReply, type Reply } from './exchange.js';
import type { TransportRequest } from './transport.js';
import { detailIn, isCode, recordIn } from './wire/values.js';

/** One call of the API. Everything but `GET` is a change. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The path behind the prefix, with its query. */
  readonly path: string;
  /** JSON; absent: there is none. */
  readonly body?: string;
  /** The site that it is about; absent: it is about many. */
  readonly siteId?: SiteId;
  /**
   * Makes the change only at this revision. Such a change is guarded: processed twice it is made once at most,
   * while a repeated unguarded one could undo a later change of somebody else.
   */
  readonly expectedRevision?: number | undefined;
  readonly signal?: AbortSignalLike | undefined;
}

/** The answer to a call, whatever its status. */
export interface CallReply extends Reply {
  /** An earlier try may have made the change: what is refused now may be refused because of that. */
  readonly mayBeMade: boolean;
}

/** Why a call has no answer that says what happened. */
export type CallFailure = Cancelled | OutcomeUnknown | Unavailable;

/** Milliseconds to wait before the second try, at most; doubled with each further one. */
const BACKOFF = 100;

/** How many milliseconds to wait before the next try: what the service asks for, and a random share on top. */
const pauseAfter = (tried: Result<Reply, NoReply>, tries: number): number => {
  const asked = (tried.isOk() && tried.value.retryAfter) || 0;
  return asked * 1000 + Math.random() * BACKOFF * 2 ** tries;
};

/** Surely nothing was processed: the call was not sent, or the service says that it did nothing for now. */
const isUnprocessed = (tried: Result<Reply, NoReply>): boolean => {
  if (tried.isErr()) return !tried.error.sent;
  const { status, json } = tried.value;
  // Others say UNAVAILABLE as well; what it is that is, only our service tells, which then knows the outcome too.
  const { unavailable, outcome } = recordIn(detailIn(json, 'applicationError'), 'data');
  return outcome !== 'UNKNOWN' && (status === 429 || (status === 503 && isCode(unavailable)));
};

const requestOf = (
  { root }: Connection,
  { method, path, body, siteId, expectedRevision: revision }: ApiCall,
  signal: AbortSignal,
): TransportRequest => ({
  method,
  url: root + path,
  headers: {
    ...(siteId !== undefined && {
      'wix-site-id': siteId,
      ...(revision !== undefined && { 'if-match': etagOf({ siteId, revision }) }),
    }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  },
  body: body ?? null,
  signal,
});

const carryOut = async (
  connection: Connection,
  call: ApiCall,
  deadline: Deadline,
): Promise<Result<CallReply, CallFailure>> => {
  const { signal } = deadline;
  const request = requestOf(connection, call, signal);
  const isChange = call.method !== 'GET';
  const mayRepeat = !isChange || call.expectedRevision !== undefined;
  let mayBeMade = false;
  for (let tries = 0; ; tries += 1) {
    const tried = await exchange(connection, request, deadline);
    const unprocessed = isUnprocessed(tried);
    if (tried.isOk() && tried.value.status < 500 && !unprocessed) return ok({ ...tried.value, mayBeMade });

    mayBeMade ||= isChange && !unprocessed;
    const isToRepeat = tries < connection.retries && (mayRepeat || unprocessed);
    if (isToRepeat && (await deadline.waitFor(pauseAfter(tried, tries)))) continue;
    const reason = tried.match(
      ({ status }) => `status ${status}`,
      (noReply) => noReply.cause,
    );
    const isCancelled = call.signal?.aborted === true;
    const cause = signal.aborted && !isCancelled ? 'timeout' : reason;
    if (mayBeMade) return err({ type: 'OutcomeUnknown', cause });
    if (isCancelled) return err({ type: 'Cancelled' });
    return tried.map((reply) => ({ ...reply, mayBeMade })).mapErr(() => ({ type: 'Unavailable', cause }));
  }
};

/**
 * Makes a call within its time, and tries again what may be tried again: reads, guarded changes, and what
 * surely was not processed. Every answer that says what happened is a reply, whatever its status.
 */
export const makeCall = (connection: Connection, call: ApiCall): Promise<Result<CallReply, CallFailure>> => {
  const deadline = deadlineIn(connection.timeout, call.signal);
  return carryOut(connection, call, deadline).finally(deadline.dispose);
};
