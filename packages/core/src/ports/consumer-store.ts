import type { Result } from 'neverthrow';
import type { SiteId } from '../values/identifiers.js';
import type { Timestamp } from '../values/timestamp.js';
import type { RepositoryUnavailable } from './loyalty-program-repository.js';

/**
 * The right of one instance to work on a partition for a consumer. The epoch of the partition rises whenever the
 * partition is taken or released; nothing is stored under an epoch that has passed.
 */
export interface Lease {
  readonly consumer: string;
  readonly partition: number;
  /** From 1. */
  readonly epoch: number;
}

/** The lease is no longer the current one: it was released, or another instance has taken the partition. */
export interface LeaseLost {
  readonly type: 'LeaseLost';
  readonly lease: Lease;
}

/** A site whose events wait, because one of them could not be handled. The other sites of its partition go on. */
export interface HeldSite {
  readonly siteId: SiteId;
  readonly partition: number;
  /** `waiting` for the next attempt, or `parked` until a person decides. */
  readonly status: 'waiting' | 'parked';
  /** The event that is to be handled next. */
  readonly sequence: number;
  /** Where in the partition to look for it: the cursor of a page before it. `null`: from the start. */
  readonly cursor: string | null;
  /** The last event of the site that the cursor of the partition has passed. */
  readonly lastSequence: number;
  /** How often the event has failed. */
  readonly attempts: number;
  /** When the next attempt is due. */
  readonly retryAt: Timestamp;
  /** Why the last attempt failed, at most 500 UTF-16 code units. */
  readonly reason: string;
}

/** What an instance has achieved in a partition. A site stands in one of the lists at most. */
export interface Progress {
  /** Everything before it was handled, but for the held sites. */
  readonly cursor: string | null;
  /** Held sites that are new or have changed. */
  readonly held: readonly HeldSite[];
  /** Held sites of which the cursor has passed further events; what else is stored of them stays. */
  readonly passed: readonly Pick<HeldSite, 'siteId' | 'lastSequence'>[];
  /** Sites that are no longer held. */
  readonly released: readonly SiteId[];
}

/** A call for work, repeated before the leases end. */
export interface RenewRequest {
  readonly consumer: string;
  /** Names the instance: 1–255 characters, unlike all others of the consumer. */
  readonly instance: string;
  /** How many partitions the feed has. */
  readonly partitions: number;
  readonly now: Timestamp;
  /** When the leases end unless they are renewed. */
  readonly until: Timestamp;
}

/** What an instance may work on. */
export interface Assignment {
  /** In the order of their partitions. */
  readonly leases: readonly Lease[];
  /** How many partitions each instance should have now. Whoever has more releases some. */
  readonly share: number;
}

/** Where a consumer stands in a partition that was leased at least once. */
export interface PartitionState {
  readonly partition: number;
  readonly epoch: number;
  readonly cursor: string | null;
  /** Who has the lease; `null` where it was released. */
  readonly instance: string | null;
  readonly expiresAt: Timestamp;
}

export interface ConsumerState {
  /** In their order. */
  readonly partitions: readonly PartitionState[];
  /** In the order of their ids' code points. */
  readonly held: readonly HeldSite[];
}

/** No event of the site has been parked. */
export interface SiteNotParked {
  readonly type: 'SiteNotParked';
  readonly siteId: SiteId;
}

/** What a person decides about a parked site: try its event again, or go on with the one after it. */
export type ParkedSiteDecision = 'retry' | 'skip';

/**
 * Keeps how far consumers of a feed have come, and which instance works on which partition.
 *
 * Times come from the caller. Clocks that differ can make a lease end early or late; they can't make two instances
 * store progress in one partition at a time, since that depends on epochs alone.
 *
 * The methods never throw and never reject.
 */
export interface ConsumerStore {
  /**
   * Announces an instance until `until`, renews the leases that it still has, and takes free or expired partitions
   * for it until it has its share: the partitions divided by the announced instances, rounded up.
   */
  renew(request: RenewRequest): Promise<Result<Assignment, RepositoryUnavailable>>;

  /** The progress of a consumer; an unknown one has none. */
  state(consumer: string): Promise<Result<ConsumerState, RepositoryUnavailable>>;

  /** Stores progress, if the lease is the current one. A `RepositoryUnavailable` may have stored it. */
  commit(lease: Lease, progress: Progress): Promise<Result<void, LeaseLost | RepositoryUnavailable>>;

  /** Gives a partition back, so that another instance can take it at once. No error where the lease is lost. */
  release(lease: Lease): Promise<Result<void, RepositoryUnavailable>>;

  /** Withdraws an instance and releases its leases. No error where it was not announced. */
  leave(consumer: string, instance: string): Promise<Result<void, RepositoryUnavailable>>;

  /**
   * Lets a parked site go on: it waits again, due at `now`, with no attempts counted. Skipping moves it to the next
   * sequence first.
   */
  resume(
    consumer: string,
    siteId: SiteId,
    decision: ParkedSiteDecision,
    now: Timestamp,
  ): Promise<Result<void, SiteNotParked | RepositoryUnavailable>>;
}

/** A step of a transaction failed; nothing of the transaction was stored. */
export interface StepFailed {
  readonly type: 'StepFailed';
  /** Which step, from 0. */
  readonly step: number;
  readonly cause: unknown;
}

/** A store that shares its transactions with the work of a host, so that both take effect or neither does. */
export interface TransactionalConsumerStore<Client> extends ConsumerStore {
  /**
   * Runs the steps in order and stores the progress, all in one transaction, if the lease is the current one at its
   * end. A step fails by throwing, or by rejecting where the store allows steps that take time.
   */
  transact(
    lease: Lease,
    steps: readonly ((client: Client) => unknown)[],
    progress: Progress,
  ): Promise<Result<void, LeaseLost | StepFailed | RepositoryUnavailable>>;
}
