import type { RepositoryUnavailable, SiteId, Timestamp } from '@loyalty-programs/core';
import type {
  Assignment,
  ConsumerState,
  Lease,
  LeaseLost,
  ParkedSiteDecision,
  Progress,
  RenewRequest,
  SiteNotParked,
  StepFailed,
  TransactionalConsumerStore,
} from '@loyalty-programs/core/adapter-kit';
import { type Result, err, ok } from 'neverthrow';
import { heldSiteOf, heldSiteValues, leaseOf, numberIn, partitionStateOf } from '../rows/index.js';
import { type Connection, connectionTo } from './connection.js';
import { LOCK_TIMEOUT, type SqliteFailure } from './failure.js';
import type { SqliteDatabase, SqliteOptions } from './sqlite-database.js';

/** Ends a transaction without effect, and says why. */
class Abandoned extends Error {
  readonly error: LeaseLost | StepFailed;

  constructor(error: LeaseLost | StepFailed) {
    super(error.type);
    this.error = error;
  }
}

/**
 * Keeps how far consumers have come in the tables of `migrate`, in one SQLite file. Steps of a transaction get the
 * database of the host, and have to be synchronous: whatever happens in the file meanwhile would be a part of it.
 */
export class SqliteConsumerStore<
  Database extends SqliteDatabase = SqliteDatabase,
> implements TransactionalConsumerStore<Database> {
  readonly #database: Database;
  readonly #connection: Connection;
  readonly #lockTimeout: number;

  constructor(database: Database, { lockTimeout = LOCK_TIMEOUT }: SqliteOptions = {}) {
    this.#database = database;
    this.#connection = connectionTo(database);
    this.#lockTimeout = lockTimeout;
  }

  renew(request: RenewRequest): Promise<Result<Assignment, RepositoryUnavailable>> {
    const { consumer, instance, partitions, now, until } = request;
    const numbers = JSON.stringify(Array.from({ length: partitions }, (_, partition) => partition));
    return this.#write(() => {
      const connection = this.#connection;
      connection.run('announceInstance', consumer, instance, until);
      connection.run('forgetInstances', consumer, now);
      const [counted] = connection.all('countInstances', consumer);
      const share = Math.ceil(
        partitions / Math.max(counted === undefined ? 0 : numberIn(counted, 'count'), 1),
      );
      connection.run('addPartitions', consumer, numbers);
      const kept = connection.run('renewPartitions', until, consumer, instance);
      connection.run('takePartitions', instance, until, consumer, consumer, now, Math.max(share - kept, 0));
      return { leases: connection.all('leasedPartitions', consumer, instance).map(leaseOf), share };
    });
  }

  async state(consumer: string): Promise<Result<ConsumerState, RepositoryUnavailable>> {
    const read = await this.#connection.read(
      () => ({
        partitions: this.#connection.all('partitionStates', consumer).map(partitionStateOf),
        held: this.#connection.all('heldSites', consumer).map(heldSiteOf),
      }),
      this.#lockTimeout,
    );
    return read.mapErr(unavailable);
  }

  async commit(lease: Lease, progress: Progress): Promise<Result<void, LeaseLost | RepositoryUnavailable>> {
    const committed = await this.transact(lease, [], progress);
    return committed.mapErr((error) =>
      error.type === 'StepFailed' ? { type: 'RepositoryUnavailable', cause: error.cause } : error,
    );
  }

  async transact(
    lease: Lease,
    steps: readonly ((database: Database) => unknown)[],
    { cursor, held, passed, released }: Progress,
  ): Promise<Result<void, LeaseLost | StepFailed | RepositoryUnavailable>> {
    const sites = held.map((site) => heldSiteValues(lease.consumer, site));
    const last = passed.map(({ siteId, lastSequence }) => [lastSequence, lease.consumer, siteId] as const);
    const gone = JSON.stringify(released);
    const { consumer, partition, epoch } = lease;
    const written = await this.#connection.write(() => {
      for (const [step, run] of steps.entries()) runStep(step, () => run(this.#database));
      if (this.#connection.run('commitCursor', cursor, consumer, partition, epoch) === 0) {
        throw new Abandoned({ type: 'LeaseLost', lease });
      }
      for (const values of sites) this.#connection.run('holdSite', ...values);
      for (const values of last) this.#connection.run('passSite', ...values);
      this.#connection.run('unholdSites', consumer, gone);
    }, this.#lockTimeout);
    if (written.isOk()) return ok(undefined);
    const { cause } = written.error;
    return err(cause instanceof Abandoned ? cause.error : unavailable(written.error));
  }

  release({ consumer, partition, epoch }: Lease): Promise<Result<void, RepositoryUnavailable>> {
    return this.#write(() => {
      this.#connection.run('releasePartition', consumer, partition, epoch);
    });
  }

  leave(consumer: string, instance: string): Promise<Result<void, RepositoryUnavailable>> {
    return this.#write(() => {
      this.#connection.run('withdrawInstance', consumer, instance);
      this.#connection.run('releasePartitions', consumer, instance);
    });
  }

  async resume(
    consumer: string,
    siteId: SiteId,
    decision: ParkedSiteDecision,
    now: Timestamp,
  ): Promise<Result<void, SiteNotParked | RepositoryUnavailable>> {
    const skipped = decision === 'skip' ? 1 : 0;
    const resumed = await this.#write(() =>
      this.#connection.run('resumeSite', skipped, now, consumer, siteId),
    );
    if (resumed.isErr()) return err(resumed.error);
    return resumed.value > 0 ? ok(undefined) : err({ type: 'SiteNotParked', siteId });
  }

  async #write<T>(work: () => T): Promise<Result<T, RepositoryUnavailable>> {
    return (await this.#connection.write(work, this.#lockTimeout)).mapErr(unavailable);
  }
}

const runStep = (step: number, run: () => unknown): void => {
  let done: unknown;
  try {
    done = run();
  } catch (cause) {
    throw new Abandoned({ type: 'StepFailed', step, cause });
  }
  if (!(done instanceof Promise)) return;
  // It is refused already; how it ends does not matter.
  done.catch(() => undefined);
  const cause = new TypeError('a step within a SQLite transaction must be synchronous');
  throw new Abandoned({ type: 'StepFailed', step, cause });
};

const unavailable = ({ cause, notDone }: SqliteFailure): RepositoryUnavailable => ({
  type: 'RepositoryUnavailable',
  cause,
  ...(notDone && { notDone }),
});
