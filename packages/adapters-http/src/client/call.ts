import type { Cancelled, OutcomeUnknown, SiteId, Unavailable } from '@loyalty-programs/core';
import type { AbortSignalLike } from '@loyalty-programs/core/adapter-kit';
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
   * while a repeated unconditional one could undo a later change.
   */
  readonly expectedRevision?: number | undefined;
  readonly signal?: AbortSignalLike | undefined;
}

/** The answer to a call, whatever its status. */
export interface CallReply extends Reply {
  /** An earlier attempt may have made the change, which may be why this one was refused. */
  readonly mayBeMade: boolean;
}

/** Why a call has no answer that says what happened. */
export type CallFailure = Cancelled | OutcomeUnknown | Unavailable;

/** Longest wait before the first retry, in milliseconds; doubled for each further one. */
const BACKOFF = 100;

/** Milliseconds to wait before the next attempt: `Retry-After` plus jitter. */
const pauseAfter = (attempt: Result<Reply, NoReply>, attempts: number): number => {
  const retryAfter = (attempt.isOk() && attempt.value.retryAfter) || 0;
  return retryAfter * 1000 + Math.random() * BACKOFF * 2 ** attempts;
};

/** Certainly not processed: the call was not sent, or the service says that it did nothing. */
const isUnprocessed = (attempt: Result<Reply, NoReply>): boolean => {
  if (attempt.isErr()) return !attempt.error.sent;
  const { status, json } = attempt.value;
  // Proxies answer UNAVAILABLE too. Only our service names what is unavailable, and then the outcome is certain.
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
  for (let attempts = 0; ; attempts += 1) {
    const attempt = await exchange(connection, request, deadline);
    const unprocessed = isUnprocessed(attempt);
    if (attempt.isOk() && attempt.value.status < 500 && !unprocessed)
      return ok({ ...attempt.value, mayBeMade });

    mayBeMade ||= isChange && !unprocessed;
    const isToRepeat = attempts < connection.retries && (mayRepeat || unprocessed);
    if (isToRepeat && (await deadline.waitFor(pauseAfter(attempt, attempts)))) continue;
    const reason = attempt.isOk() ? `status ${attempt.value.status}` : attempt.error.cause;
    const isCancelled = deadline.isCancelled();
    const cause = signal.aborted && !isCancelled ? 'timeout' : reason;
    if (mayBeMade) return err({ type: 'OutcomeUnknown', cause });
    if (isCancelled) return err({ type: 'Cancelled' });
    return attempt.isOk() ? ok({ ...attempt.value, mayBeMade }) : err({ type: 'Unavailable', cause });
  }
};

/**
 * Makes a call within its timeout. Retries what is safe to retry: reads, guarded changes, and calls that were
 * certainly not processed. Every response with a known outcome is a reply, whatever its status.
 */
export const makeCall = (connection: Connection, call: ApiCall): Promise<Result<CallReply, CallFailure>> => {
  const deadline = deadlineIn(connection.timeout, call.signal);
  return carryOut(connection, call, deadline).finally(deadline.dispose);
};
