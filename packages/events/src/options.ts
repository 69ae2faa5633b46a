import type {
  Clock,
  RecordedEvent,
  RepositoryUnavailable,
  SiteEventType,
  SiteId,
} from '@loyalty-programs/core';
import type {
  ConsumerStore,
  FeedSignal,
  HeldSite,
  InvalidCursor,
  SiteNotParked,
  TransactionalConsumerStore,
} from '@loyalty-programs/core/adapter-kit';
import type { Result } from 'neverthrow';
import type { Lag } from './lag.js';
import { systemTimers, type Timers } from './timers.js';

/**
 * Handles an event. It fails by throwing, by rejecting, or with an `Err` of neverthrow; what else it returns is not
 * looked at. An event may come again, after a crash for instance: site and sequence name it.
 */
export type Handler = (event: RecordedEvent) => unknown;

/** The same within a transaction of the store, on the client whose transaction it is. On SQLite it is synchronous. */
export type HandlerInTransaction<Client> = (event: RecordedEvent, client: Client) => unknown;

/** What an operator should know. A consumer goes on by itself, except where a site is parked. */
export type ConsumerProblem =
  | {
      readonly type: 'HandlerFailed';
      readonly event: RecordedEvent;
      /** How often this event has failed by now. */
      readonly attempts: number;
      /** There is no further attempt until a person decides: `retry` or `skip`. */
      readonly isParked: boolean;
      readonly cause: unknown;
    }
  | { readonly type: 'FeedUnavailable'; readonly partition: number | null; readonly cause: unknown }
  /** The feed does not know a stored cursor. The partition waits until it does. */
  | { readonly type: 'CursorRefused'; readonly partition: number; readonly cursor: string }
  | { readonly type: 'StoreUnavailable'; readonly cause: unknown }
  /** Another instance has taken a partition over: this one did not renew its lease in time. */
  | { readonly type: 'LeaseLost'; readonly partition: number };

interface CommonOptions {
  /** Names the consumer permanently: its progress is stored under it. 1–100 of `A–Z a–z 0–9 . _ : -`. */
  readonly name: string;
  /** Only events of these types are handled. By default all are. */
  readonly types?: readonly SiteEventType[];
  /** How many events are read, and stored as handled, at once: 1–1,000, by default 100. */
  readonly batch?: number;
  /** How often an event is tried before its site is parked: 1–100, by default 16, which takes about an hour. */
  readonly attempts?: number;
  /** Names this instance, unlike all others: 1–255 characters. By default a random UUID. */
  readonly instance?: string;
  /** How long another instance waits, in milliseconds, before it replaces one that died: from 1,000, by default 30,000. */
  readonly lease?: number;
  /** Wakes the consumer when there are events. */
  readonly signal?: FeedSignal;
  /** How often, in milliseconds, each partition is read without a signal: by default 1,000, with `signal` 30,000. */
  readonly pollInterval?: number;
  readonly clock?: Clock;
  readonly timers?: Timers;
  /** Gets each problem. By default it is written to the console. What it throws is ignored. */
  readonly onProblem?: (problem: ConsumerProblem) => void;
}

/** Progress is stored after the handler: an event comes at least once. */
export interface ConsumeOptions extends CommonOptions {
  readonly store: ConsumerStore;
  readonly handle: Handler;
}

/** Handler and progress share a transaction: what the handler changes on the client takes effect exactly once. */
export interface TransactionalConsumeOptions<Client> extends CommonOptions {
  readonly store: TransactionalConsumerStore<Client>;
  readonly handleInTransaction: HandlerInTransaction<Client>;
}

/** A consumer at work. */
export interface Consumer {
  /**
   * Stops: handlers that are running finish, progress is stored, other instances can take over at once. Resolves when
   * nothing runs any more.
   */
  stop(): Promise<void>;
  /** How far it is behind, over all instances. */
  lag(): Promise<Result<Lag, InvalidCursor | RepositoryUnavailable>>;
  /** The sites whose events wait for another attempt or for a person, over all instances. */
  heldSites(): Promise<Result<readonly HeldSite[], RepositoryUnavailable>>;
  /** Tries the event of a parked site again. */
  retry(siteId: SiteId): Promise<Result<void, SiteNotParked | RepositoryUnavailable>>;
  /** Skips the event of a parked site and continues with the next one. */
  skip(siteId: SiteId): Promise<Result<void, SiteNotParked | RepositoryUnavailable>>;
}

const textOf = (name: string, problem: ConsumerProblem): string => {
  const what = `loyalty-programs: consumer ${name}: ${problem.type}`;
  if (problem.type !== 'HandlerFailed') return what;
  const { event, attempts, isParked } = problem;
  const outcome = isParked ? 'the site is parked' : 'it will be tried again';
  return `${what}: site ${event.siteId}, sequence ${event.sequence}, attempt ${attempts}: ${outcome}`;
};

/** Options with their defaults. */
export interface Settings extends Required<Omit<CommonOptions, 'types' | 'signal'>> {
  readonly types: ReadonlySet<SiteEventType> | undefined;
  readonly signal: FeedSignal | undefined;
}

const NAME = /^[A-Za-z0-9._:-]{1,100}$/u;

const requireWithin = (option: string, value: number, min: number, max: number): void => {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new TypeError(`${option} must be a whole number from ${min} to ${max}`);
};

const MAX_TIME = 2 ** 31 - 1;

/** Throws a `TypeError` where an option is out of its limits: that is a mistake in the code of the host. */
export const withDefaults = (options: CommonOptions): Settings => {
  const { name, batch = 100, attempts = 16, instance = crypto.randomUUID(), lease = 30_000 } = options;
  const { signal, clock = { now: Date.now }, timers = systemTimers } = options;
  const { pollInterval = signal === undefined ? 1000 : 30_000 } = options;
  if (!NAME.test(name)) throw new TypeError('name must be 1–100 of A–Z a–z 0–9 . _ : -');
  if (instance.length < 1 || instance.length > 255)
    throw new TypeError('instance must have 1–255 characters');
  requireWithin('batch', batch, 1, 1000);
  requireWithin('attempts', attempts, 1, 100);
  requireWithin('lease', lease, 1000, MAX_TIME);
  requireWithin('pollInterval', pollInterval, 1, MAX_TIME);
  const notify =
    options.onProblem ??
    ((problem: ConsumerProblem) => {
      console.error(textOf(name, problem), 'cause' in problem ? problem.cause : '');
    });
  const onProblem = (problem: ConsumerProblem): void => {
    try {
      notify(problem);
    } catch {
      // What a host's callback throws must not stop the consumer.
    }
  };
  const types = options.types === undefined ? undefined : new Set(options.types);
  return { name, batch, attempts, instance, lease, signal, clock, timers, pollInterval, onProblem, types };
};
