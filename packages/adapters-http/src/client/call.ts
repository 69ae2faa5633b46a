import {
  type AbortSignalLike,
  type Cancelled,
  type OutcomeUnknown,
  type Unavailable,
  isRecord,
} from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import { Deadline } from './deadline.js';
import { type NoReply, type Reply, exchange } from './exchange.js';
import type { Transport } from './transport.js';

/** How a client calls. */
export interface Connection {
  readonly transport: Transport;
  /** Where the API is, with its prefix and without a slash at the end. */
  readonly root: string;
  /** The headers that say who is calling, asked for anew with each try. */
  readonly credentials: () => Promise<Readonly<Record<string, string>>>;
  /** How long a call may take with all its tries, in milliseconds. */
  readonly timeout: number;
  /** How often a call is tried again at most. */
  readonly retries: number;
}

/**
 * What a call does if it is processed twice. A `read` does nothing. A `guarded` change is made once at most,
 * because it names the revision it is for. An `unguarded` one could undo a later change of somebody else.
 */
export type Effect = 'read' | 'guarded' | 'unguarded';

/** One call of the API. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The path behind the prefix, with its query. */
  readonly path: string;
  readonly effect: Effect;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignalLike | undefined;
}

/** The answer to a call, whatever its status. */
export interface CallReply extends Reply {
  /** An earlier try may have been processed: what is refused now may be refused because of that. */
  readonly afterUnknown: boolean;
}

export type CallFailure = Cancelled | OutcomeUnknown | Unavailable;

/** Milliseconds to wait before the second try, at most; doubled with each further one. */
const BACKOFF = 100;

/** How many milliseconds to wait before the next try: what the server asks for, else a random share. */
const pauseAfter = (tried: Result<Reply, NoReply>, tries: number): number => {
  const asked = tried.isOk() ? Number(tried.value.header('retry-after') ?? Number.NaN) : Number.NaN;
  return asked >= 0 ? asked * 1000 : Math.random() * BACKOFF * 2 ** tries;
};

/** What a try tells of whether the call was processed. */
type Progress = 'answered' | 'not processed' | 'unknown';

const isRefusalForNow = ({ json }: Reply): boolean => {
  const details = isRecord(json) ? json['details'] : undefined;
  const error = isRecord(details) ? details['applicationError'] : undefined;
  if (!isRecord(error) || error['code'] !== 'UNAVAILABLE') return false;
  return !(isRecord(error['data']) && error['data']['outcome'] === 'UNKNOWN');
};

const progressOf = (tried: Result<Reply, NoReply>): Progress => {
  if (tried.isErr()) return tried.error.sent ? 'unknown' : 'not processed';
  const { status } = tried.value;
  if (status === 429) return 'not processed';
  if (status < 500) return 'answered';
  return isRefusalForNow(tried.value) ? 'not processed' : 'unknown';
};

/** What to tell when no try was answered in a way that says what happened. */
const failure = (call: ApiCall, wasProcessed: Progress, cancelled: boolean, cause: string): CallFailure => {
  if (call.effect !== 'read' && wasProcessed === 'unknown') return { type: 'OutcomeUnknown', cause };
  return cancelled ? { type: 'Cancelled' } : { type: 'Unavailable', cause };
};

const carryOut = async (
  connection: Connection,
  call: ApiCall,
  deadline: Deadline,
): Promise<Result<CallReply, CallFailure>> => {
  const { method, path, effect, headers, body } = call;
  const request = {
    method,
    url: `${connection.root}${path}`,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: deadline.signal,
  };
  let sofar: Progress = 'not processed';
  for (let tries = 0; ; tries += 1) {
    if (deadline.signal.aborted) return err(failure(call, sofar, deadline.isCancelled, 'timeout'));
    const tried = await exchange(connection, request);
    const progress = progressOf(tried);
    if (progress === 'unknown') sofar = 'unknown';
    const afterUnknown = sofar === 'unknown' && effect !== 'read';
    if (tried.isOk() && progress === 'answered') return ok({ ...tried.value, afterUnknown });

    const mayRepeat = tries < connection.retries && (progress === 'not processed' || effect !== 'unguarded');
    if (mayRepeat && (await deadline.waitFor(pauseAfter(tried, tries)))) continue;
    if (tried.isOk() && !afterUnknown) return ok({ ...tried.value, afterUnknown });
    const cause = tried.isOk() ? `status ${String(tried.value.status)}` : tried.error.cause;
    return err(failure(call, sofar, deadline.isCancelled, cause));
  }
};

/**
 * Makes a call within its time, and tries again what may be tried again. Every answer that says what happened
 * is a reply, whatever its status.
 */
export const makeCall = async (
  connection: Connection,
  call: ApiCall,
): Promise<Result<CallReply, CallFailure>> => {
  const deadline = new Deadline(connection.timeout, call.signal);
  try {
    return await carryOut(connection, call, deadline);
  } finally {
    deadline.dispose();
  }
};
