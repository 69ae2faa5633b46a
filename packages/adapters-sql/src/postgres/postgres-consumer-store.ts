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
import { err, ok, type Result } from 'neverthrow';
import { heldSiteOf, heldSiteRecord, leaseOf, numberIn, partitionStateOf } from '../rows/index.js';
import { borrow } from './borrow.js';
import { Database } from './database.js';
import { hasSqlState, NotCommitted, unavailable } from './failure.js';
import type { PostgresOptions, Queryable } from './options.js';

/** A client borrowed from a pool; that of `pg` fits. */
export interface BorrowedClient extends Queryable {
  release(error?: boolean): void;
}

/** A pool of clients: that of `pg` fits. */
export interface ClientPool<Client extends BorrowedClient> extends Queryable {
  connect(): Promise<Client>;
}

export interface PostgresConsumerStoreOptions extends PostgresOptions {
  /**
   * How long, in milliseconds, a transaction of `transact` may wait for its next statement before the server ends it,
   * so that an instance that stopped holds no locks for ever. 30,000 by default.
   */
  readonly idleTimeout?: number;
}

const IDLE_TIMEOUT = 30_000;

/** The transaction has failed before: a step went on after an error of one of its statements. */
const FAILED_TRANSACTION = '25P02';

/**
 * Keeps how far consumers have come in the tables of `migrate` on a PostgreSQL server. Steps of a transaction get the
 * client whose transaction it is; they must neither commit nor roll it back.
 */
export class PostgresConsumerStore<
  Client extends BorrowedClient,
> implements TransactionalConsumerStore<Client> {
  readonly #pool: ClientPool<Client>;
  readonly #database: Database;
  readonly #idleTimeout: number;

  constructor(
    pool: ClientPool<Client>,
    { idleTimeout = IDLE_TIMEOUT, ...options }: PostgresConsumerStoreOptions = {},
  ) {
    this.#pool = pool;
    this.#database = new Database(pool, options);
    this.#idleTimeout = idleTimeout;
  }

  async renew(request: RenewRequest): Promise<Result<Assignment, RepositoryUnavailable>> {
    const { consumer, instance, partitions, now, until } = request;
    try {
      const database = this.#database;
      await database.run('announceInstance', [consumer, instance, until]);
      await database.run('forgetInstances', [consumer, now]);
      const [counted] = await database.run('countInstances', [consumer]);
      const share = Math.ceil(
        partitions / Math.max(counted === undefined ? 0 : numberIn(counted, 'count'), 1),
      );
      await database.run('addPartitions', [consumer, partitions]);
      const kept = await database.run('renewPartitions', [consumer, instance, until]);
      if (kept.length < share) {
        await database.run('takePartitions', [consumer, instance, until, now, share - kept.length]);
      }
      const leased = await database.run('leasedPartitions', [consumer, instance]);
      return ok({ leases: leased.map(leaseOf), share });
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async state(consumer: string): Promise<Result<ConsumerState, RepositoryUnavailable>> {
    try {
      const partitions = await this.#database.run('partitionStates', [consumer]);
      const held = await this.#database.run('heldSites', [consumer]);
      return ok({ partitions: partitions.map(partitionStateOf), held: held.map(heldSiteOf) });
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async commit(lease: Lease, progress: Progress): Promise<Result<void, LeaseLost | RepositoryUnavailable>> {
    try {
      return (await this.#store(lease, progress)) ? ok(undefined) : err({ type: 'LeaseLost', lease });
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async transact(
    lease: Lease,
    steps: readonly ((client: Client) => unknown)[],
    progress: Progress,
  ): Promise<Result<void, LeaseLost | StepFailed | RepositoryUnavailable>> {
    try {
      const failure = await borrow({ connect: () => this.#connect() }, async (client, markUsable) => {
        await run(client, 'BEGIN');
        await run(client, `SET LOCAL idle_in_transaction_session_timeout = ${this.#idleTimeout}`);
        const found = await this.#work(client, lease, steps, progress);
        await run(client, found === undefined ? 'COMMIT' : 'ROLLBACK');
        markUsable();
        return found;
      });
      return failure === undefined ? ok(undefined) : err(failure);
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async release({ consumer, partition, epoch }: Lease): Promise<Result<void, RepositoryUnavailable>> {
    try {
      await this.#database.run('releasePartition', [consumer, partition, epoch]);
      return ok(undefined);
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async leave(consumer: string, instance: string): Promise<Result<void, RepositoryUnavailable>> {
    try {
      await this.#database.run('withdrawInstance', [consumer, instance]);
      await this.#database.run('releasePartitions', [consumer, instance]);
      return ok(undefined);
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async resume(
    consumer: string,
    siteId: SiteId,
    decision: ParkedSiteDecision,
    now: Timestamp,
  ): Promise<Result<void, SiteNotParked | RepositoryUnavailable>> {
    try {
      const skipped = decision === 'skip' ? 1 : 0;
      const resumed = await this.#database.run('resumeSite', [consumer, siteId, skipped, now]);
      return resumed.length > 0 ? ok(undefined) : err({ type: 'SiteNotParked', siteId });
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async #connect(): Promise<Client> {
    try {
      return await this.#pool.connect();
    } catch (cause) {
      throw new NotCommitted(cause);
    }
  }

  /** Why the transaction must not be committed; rejects where the connection is of no more use. */
  async #work(
    client: Client,
    lease: Lease,
    steps: readonly ((client: Client) => unknown)[],
    progress: Progress,
  ): Promise<LeaseLost | StepFailed | undefined> {
    for (const [step, work] of steps.entries()) {
      try {
        await work(client);
      } catch (cause) {
        return { type: 'StepFailed', step, cause };
      }
    }
    try {
      const isStored = await this.#store(lease, progress, client);
      return isStored ? undefined : { type: 'LeaseLost', lease };
    } catch (cause) {
      if (!hasSqlState(cause, FAILED_TRANSACTION)) throw new NotCommitted(cause);
      return { type: 'StepFailed', step: steps.length - 1, cause };
    }
  }

  async #store(
    { consumer, partition, epoch }: Lease,
    { cursor, held, passed, released }: Progress,
    client?: Client,
  ): Promise<boolean> {
    const sites = JSON.stringify(held.map(heldSiteRecord));
    const last = JSON.stringify(
      passed.map(({ siteId, lastSequence }) => ({ site_id: siteId, last_sequence: lastSequence })),
    );
    const values = [consumer, partition, epoch, cursor, sites, last, released];
    const [row] = await this.#database.run('commitProgress', values, client);
    return row !== undefined && numberIn(row, 'is_committed') > 0;
  }
}

const run = (client: Queryable, text: string): Promise<unknown> => client.query({ text, values: [] });
