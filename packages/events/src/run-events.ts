import type { RecordedEvent, RepositoryUnavailable, SiteId } from '@loyalty-programs/core';
import type {
  ConsumerStore,
  Lease,
  LeaseLost,
  Progress,
  TransactionalConsumerStore,
} from '@loyalty-programs/core/adapter-kit';
import { Err, err, ok, type Result } from 'neverthrow';
import type { Handler, HandlerInTransaction } from './options.js';

/** Why an event could not be handled. */
export interface Failure {
  readonly event: RecordedEvent;
  readonly cause: unknown;
}

/** The first failure of each site; later events of the site were not tried. */
export type Failures = ReadonlyMap<SiteId, Failure>;

/** Events to handle in order, and what to store then. */
export interface Work {
  readonly lease: Lease;
  readonly events: readonly RecordedEvent[];
  /** What to store after the first `handled` events, in view of those that failed. `undefined`: nothing can be. */
  progress(failures: Failures, handled: number): Promise<Progress | undefined>;
  /** Whether to continue: the lease holds, and the consumer is not stopped. */
  isCurrent(): boolean;
}

export interface Done {
  readonly progress: Progress | undefined;
  readonly failures: Failures;
}

/** Handles events and stores the progress. */
export type RunEvents = (work: Work) => Promise<Result<Done, LeaseLost | RepositoryUnavailable>>;

/** Throws what a handler returns as its failure. */
const requireSuccess = (returned: unknown): void => {
  if (returned instanceof Err) throw returned.error;
};

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** Calls a handler that may be synchronous, and then stays so. */
const call = (handle: () => unknown): unknown => {
  const returned = handle();
  if (isThenable(returned)) return Promise.resolve(returned).then(requireSuccess);
  requireSuccess(returned);
  return undefined;
};

/** Handles one event after the other, and stores the progress afterwards. */
export const runPlainly =
  (store: ConsumerStore, handle: Handler): RunEvents =>
  async (work) => {
    const failures = new Map<SiteId, Failure>();
    let handled = 0;
    for (const event of work.events) {
      if (!work.isCurrent()) break;
      handled += 1;
      if (failures.has(event.siteId)) continue;
      try {
        await call(() => handle(event));
      } catch (cause) {
        failures.set(event.siteId, { event, cause });
      }
    }
    const progress = await work.progress(failures, handled);
    if (progress === undefined) return ok({ progress, failures });
    return (await store.commit(work.lease, progress)).map(() => ({ progress, failures }));
  };

/** Handles all events in one transaction with the progress; without those of a site from its first failure on. */
export const runInTransaction =
  <Client>(store: TransactionalConsumerStore<Client>, handle: HandlerInTransaction<Client>): RunEvents =>
  async (work) => {
    const { lease, events } = work;
    const failures = new Map<SiteId, Failure>();
    for (;;) {
      const progress = work.isCurrent() ? await work.progress(failures, events.length) : undefined;
      if (progress === undefined) return ok({ progress, failures });
      const tried = events.filter(({ siteId, sequence }) => {
        const failed = failures.get(siteId)?.event.sequence;
        return failed === undefined || sequence < failed;
      });
      const steps = tried.map((event) => (client: Client) => call(() => handle(event, client)));
      const stored = await store.transact(lease, steps, progress);
      if (stored.isOk()) return ok({ progress, failures });
      if (stored.error.type !== 'StepFailed') return err(stored.error);
      const event = tried[stored.error.step];
      const { cause } = stored.error;
      if (event === undefined) return err({ type: 'RepositoryUnavailable', cause });
      failures.set(event.siteId, { event, cause });
    }
  };
