import type { ProgramEventFeed, SiteId } from '@loyalty-programs/core';
import type { ConsumerState, ConsumerStore, HeldSite, Lease } from '@loyalty-programs/core/adapter-kit';
import { lagOf } from './lag.js';
import {
  type Consumer,
  type ConsumeOptions,
  type Settings,
  type TransactionalConsumeOptions,
  withDefaults,
} from './options.js';
import { PartitionWorker, type Position, type WorkerEnvironment } from './partition-worker.js';
import { runInTransaction, runPlainly } from './run-events.js';
import { Sleeper } from './timers.js';

const heldIn = ({ held }: ConsumerState, partition: number): readonly HeldSite[] =>
  held.filter((site) => site.partition === partition);

const positionIn = (state: ConsumerState, { partition }: Lease): Position | undefined => {
  const stored = state.partitions.find((each) => each.partition === partition);
  return stored && { state: stored, held: heldIn(state, partition) };
};

/** An instance of a consumer: renews its leases, and has a worker for each. */
class RunningConsumer implements Consumer {
  readonly #store: ConsumerStore;
  readonly #feed: ProgramEventFeed;
  readonly #settings: Settings;
  readonly #env: WorkerEnvironment;
  readonly #sleeper: Sleeper;
  readonly #workers = new Map<number, PartitionWorker>();
  readonly #unsubscribe: (() => void) | undefined;
  readonly #ended: Promise<void>;
  #partitions: number | undefined;
  #isStopping = false;
  #stopped: Promise<void> | undefined;

  constructor(
    feed: ProgramEventFeed,
    store: ConsumerStore,
    settings: Settings,
    run: WorkerEnvironment['run'],
  ) {
    this.#feed = feed;
    this.#store = store;
    this.#settings = settings;
    this.#env = { feed, settings, run, reload: (lease) => this.#reload(lease) };
    this.#sleeper = new Sleeper(settings.timers);
    this.#unsubscribe = settings.signal?.subscribe((partition) => {
      for (const worker of this.#workers.values()) {
        if (partition === null || worker.lease.partition === partition) worker.wake();
      }
    });
    this.#ended = this.#loop();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  lag() {
    return lagOf(this.#feed, this.#store, this.#settings);
  }

  async heldSites() {
    return (await this.#store.state(this.#settings.name)).map(({ held }) => held);
  }

  retry(siteId: SiteId) {
    return this.#resume(siteId, 'retry');
  }

  skip(siteId: SiteId) {
    return this.#resume(siteId, 'skip');
  }

  async #resume(siteId: SiteId, decision: 'retry' | 'skip') {
    const { name, clock } = this.#settings;
    const resumed = await this.#store.resume(name, siteId, decision, clock.now());
    // The worker of the site learns of it with the next renewal.
    this.#sleeper.wake();
    return resumed;
  }

  async #loop(): Promise<void> {
    // A stop wakes the sleeper, so nothing sleeps any more once it was called.
    while (!this.#isStopping) {
      await this.#renew();
      await this.#sleeper.sleep(this.#settings.lease / 3);
    }
  }

  async #stop(): Promise<void> {
    this.#isStopping = true;
    this.#unsubscribe?.();
    this.#sleeper.wake();
    const workersEnd = async () => {
      await Promise.all([...this.#workers.values()].map((worker) => worker.stop()));
    };
    await Promise.all([workersEnd(), this.#ended]);
    // A renewal that was under way may have started some.
    await workersEnd();
    const left = await this.#store.leave(this.#settings.name, this.#settings.instance);
    left.match(
      () => undefined,
      ({ cause }) => {
        this.#settings.onProblem({ type: 'StoreUnavailable', cause });
      },
    );
  }

  async #renew(): Promise<void> {
    const { name: consumer, instance, lease: duration, clock, onProblem } = this.#settings;
    const partitions = await this.#countPartitions();
    if (partitions === undefined) return;
    const now = clock.now();
    const until = now + duration;
    const assigned = await this.#store.renew({ consumer, instance, partitions, now, until });
    const state = assigned.isOk() ? await this.#store.state(consumer) : undefined;
    if (assigned.isErr() || state === undefined || state.isErr()) {
      const cause = assigned.isErr()
        ? assigned.error.cause
        : state?.isErr() === true
          ? state.error.cause
          : '';
      onProblem({ type: 'StoreUnavailable', cause });
      return;
    }
    const { leases, share } = assigned.value;
    this.#endLost(leases);
    for (const lease of leases.slice(0, share)) this.#assign(lease, state.value, until);
    // What is above the share goes to instances that have less.
    for (const lease of leases.slice(share)) this.#giveBack(lease);
  }

  async #countPartitions(): Promise<number | undefined> {
    if (this.#partitions !== undefined) return this.#partitions;
    const counted = await this.#feed.partitions();
    counted.match(
      (partitions) => {
        this.#partitions = partitions;
      },
      ({ cause }) => {
        this.#settings.onProblem({ type: 'FeedUnavailable', partition: null, cause });
      },
    );
    return this.#partitions;
  }

  #endLost(leases: readonly Lease[]): void {
    for (const worker of this.#workers.values()) {
      const { partition, epoch } = worker.lease;
      const isKept = leases.some((lease) => lease.partition === partition && lease.epoch === epoch);
      if (!isKept) worker.end();
    }
  }

  #assign(lease: Lease, state: ConsumerState, until: number): void {
    const { partition, epoch } = lease;
    const worker = this.#workers.get(partition);
    if (worker !== undefined) {
      // A worker of an earlier lease may still be busy: no two work on a partition at a time.
      if (worker.lease.epoch === epoch) worker.renewed(until, heldIn(state, partition));
      return;
    }
    const position = positionIn(state, lease);
    if (this.#isStopping || position?.state.epoch !== epoch) return;
    const started = new PartitionWorker(lease, position, until, this.#env);
    this.#workers.set(partition, started);
    const forget = (): void => {
      this.#workers.delete(partition);
      // The next renewal releases the partition, or starts a worker under another lease of it.
      this.#sleeper.wake();
    };
    started.stopped.then(forget, forget);
  }

  /** Releases a partition, once its worker has ended. */
  #giveBack(lease: Lease): void {
    const worker = this.#workers.get(lease.partition);
    if (worker === undefined) this.#release(lease);
    else if (worker.lease.epoch === lease.epoch) worker.end();
  }

  #release(lease: Lease): void {
    this.#store.release(lease).then(
      (released) => {
        if (released.isErr()) {
          this.#settings.onProblem({ type: 'StoreUnavailable', cause: released.error.cause });
        }
      },
      (cause: unknown) => {
        this.#settings.onProblem({ type: 'StoreUnavailable', cause });
      },
    );
  }

  async #reload(lease: Lease): Promise<Position | undefined> {
    const state = await this.#store.state(this.#settings.name);
    return state.match(
      (read) => positionIn(read, lease),
      ({ cause }) => {
        this.#settings.onProblem({ type: 'StoreUnavailable', cause });
        return undefined;
      },
    );
  }
}

/**
 * Starts a durable consumer of a feed. It handles each event at least once, the events of a site in the order of their
 * sequence, and goes on where it stopped, under its name. Any number of instances share the partitions of the feed: a
 * partition is worked on by the one that has its lease, and progress is stored under a current lease only.
 *
 * An event that can't be handled holds back its own site: it is tried again after 1 s, 2 s, 4 s and so on up to 10
 * minutes, and then the site is parked until a person calls `retry` or `skip`. The other sites go on; while 16 sites of
 * a partition wait for another attempt, the partition waits too.
 *
 * Throws a `TypeError` where an option is out of its limits.
 */
export function consume<Client>(
  feed: ProgramEventFeed,
  options: ConsumeOptions | TransactionalConsumeOptions<Client>,
): Consumer {
  const settings = withDefaults(options);
  const run =
    'handle' in options
      ? runPlainly(options.store, options.handle)
      : runInTransaction(options.store, options.handleInTransaction);
  return new RunningConsumer(feed, options.store, settings, run);
}
