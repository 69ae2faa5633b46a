import type { RepositoryUnavailable, SiteId, Timestamp } from '@loyalty-programs/core';
import {
  type Assignment,
  type ConsumerState,
  type ConsumerStore,
  clone,
  type HeldSite,
  type Lease,
  type LeaseLost,
  type ParkedSiteDecision,
  type PartitionState,
  type Progress,
  type RenewRequest,
  type SiteNotParked,
} from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';

interface Consumer {
  /** When the announcement of each instance expires. */
  readonly instances: Map<string, Timestamp>;
  readonly partitions: Map<number, PartitionState>;
  readonly held: Map<SiteId, HeldSite>;
}

const UNTOUCHED = { epoch: 0, cursor: null, instance: null, expiresAt: 0 } as const;

const isFree = ({ instance, expiresAt }: PartitionState, now: Timestamp): boolean =>
  instance === null || expiresAt <= now;

/** Keeps how far consumers have come in the memory of this process: after a restart they begin anew. */
export class InMemoryConsumerStore implements ConsumerStore {
  readonly #consumers = new Map<string, Consumer>();
  #down = false;

  /** Makes every call fail with `RepositoryUnavailable`, until `restore`: to try how a host copes. */
  breakDown(): void {
    this.#down = true;
  }

  restore(): void {
    this.#down = false;
  }

  renew(request: RenewRequest): Promise<Result<Assignment, RepositoryUnavailable>> {
    const { consumer, instance, partitions: count, now, until } = request;
    return this.#answer(() => {
      const { instances, partitions } = this.#consumer(consumer);
      instances.set(instance, until);
      for (const [other, expiresAt] of instances) if (expiresAt <= now) instances.delete(other);
      const share = Math.ceil(count / Math.max(instances.size, 1));
      const leases: Lease[] = [];
      const lease = (state: PartitionState): void => {
        partitions.set(state.partition, state);
        leases.push({ consumer, partition: state.partition, epoch: state.epoch });
      };
      const free: PartitionState[] = [];
      for (let partition = 0; partition < count; partition += 1) {
        const state = partitions.get(partition) ?? { partition, ...UNTOUCHED };
        if (state.instance === instance) lease({ ...state, expiresAt: until });
        else if (isFree(state, now)) free.push(state);
      }
      for (const state of free.slice(0, Math.max(share - leases.length, 0))) {
        lease({ ...state, epoch: state.epoch + 1, instance, expiresAt: until });
      }
      return ok({ leases: leases.sort((one, other) => one.partition - other.partition), share });
    });
  }

  state(consumer: string): Promise<Result<ConsumerState, RepositoryUnavailable>> {
    return this.#answer(() => {
      const { partitions, held } = this.#consumer(consumer);
      const bySite = [...held.values()].sort((one, other) => (one.siteId < other.siteId ? -1 : 1));
      const inOrder = [...partitions.values()].sort((one, other) => one.partition - other.partition);
      return ok({ partitions: inOrder.map(clone), held: bySite.map(clone) });
    });
  }

  commit(lease: Lease, progress: Progress): Promise<Result<void, LeaseLost | RepositoryUnavailable>> {
    const { cursor, held: changed, passed, released } = clone(progress);
    return this.#answer((): Result<void, LeaseLost> => {
      const { partitions, held } = this.#consumer(lease.consumer);
      const state = this.#current(lease);
      if (state === undefined) return err({ type: 'LeaseLost', lease });
      partitions.set(lease.partition, { ...state, cursor });
      for (const site of changed) held.set(site.siteId, site);
      for (const { siteId, lastSequence } of passed) {
        const site = held.get(siteId);
        if (site !== undefined) held.set(siteId, { ...site, lastSequence });
      }
      for (const siteId of released) held.delete(siteId);
      return ok(undefined);
    });
  }

  release(lease: Lease): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => {
      const state = this.#current(lease);
      if (state !== undefined) this.#free(lease.consumer, state);
      return ok(undefined);
    });
  }

  leave(consumer: string, instance: string): Promise<Result<void, RepositoryUnavailable>> {
    return this.#answer(() => {
      const { instances, partitions } = this.#consumer(consumer);
      instances.delete(instance);
      for (const state of [...partitions.values()]) {
        if (state.instance === instance) this.#free(consumer, state);
      }
      return ok(undefined);
    });
  }

  resume(
    consumer: string,
    siteId: SiteId,
    decision: ParkedSiteDecision,
    now: Timestamp,
  ): Promise<Result<void, SiteNotParked | RepositoryUnavailable>> {
    return this.#answer((): Result<void, SiteNotParked> => {
      const { held } = this.#consumer(consumer);
      const site = held.get(siteId);
      if (site?.status !== 'parked') return err({ type: 'SiteNotParked', siteId });
      const sequence = site.sequence + (decision === 'skip' ? 1 : 0);
      held.set(siteId, { ...site, status: 'waiting', sequence, attempts: 0, retryAt: now });
      return ok(undefined);
    });
  }

  #consumer(name: string): Consumer {
    const known = this.#consumers.get(name);
    if (known !== undefined) return known;
    const made = { instances: new Map(), partitions: new Map(), held: new Map() };
    this.#consumers.set(name, made);
    return made;
  }

  /** The partition of a lease, if the lease is the current one. */
  #current({ consumer, partition, epoch }: Lease): PartitionState | undefined {
    const state = this.#consumer(consumer).partitions.get(partition);
    return state?.epoch === epoch ? state : undefined;
  }

  #free(consumer: string, state: PartitionState): void {
    const { partitions } = this.#consumer(consumer);
    partitions.set(state.partition, { ...state, epoch: state.epoch + 1, instance: null, expiresAt: 0 });
  }

  /** Like a real store, never answers in the same turn of the event loop. */
  async #answer<T, E = never>(answer: () => Result<T, E>): Promise<Result<T, E | RepositoryUnavailable>> {
    await Promise.resolve();
    return this.#down ? err({ type: 'RepositoryUnavailable', cause: 'broken down on purpose' }) : answer();
  }
}
