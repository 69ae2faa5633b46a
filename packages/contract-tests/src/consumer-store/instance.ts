import type { SiteId, Timestamp } from '@loyalty-programs/core';
import type {
  Assignment,
  ConsumerState,
  ConsumerStore,
  HeldSite,
  Lease,
  Progress,
} from '@loyalty-programs/core/adapter-kit';
import { fail, valueOf } from '../expectations.js';

/** When the checks begin. */
export const START: Timestamp = Date.UTC(2030, 0);

/** How long leases last in the checks. */
export const LEASE = 10_000;

/** One instance of a consumer. */
export class Instance {
  readonly #store: ConsumerStore;
  readonly name: string;
  readonly #consumer: string;
  readonly #partitions: number;

  constructor(store: ConsumerStore, name: string, { consumer = 'mail', partitions = 4 } = {}) {
    this.#store = store;
    this.name = name;
    this.#consumer = consumer;
    this.#partitions = partitions;
  }

  renew(now = START): Promise<Assignment> {
    const [instance, consumer, partitions] = [this.name, this.#consumer, this.#partitions];
    return valueOf('renew', () =>
      this.#store.renew({ consumer, instance, partitions, now, until: now + LEASE }),
    );
  }

  /** The leases after a renewal. */
  async leases(now = START): Promise<readonly Lease[]> {
    return (await this.renew(now)).leases;
  }

  /** The lease of the first partition after a renewal. */
  async lease(now = START): Promise<Lease> {
    return (await this.leases(now))[0] ?? fail(`${this.name} got no lease`);
  }
}

export const stateOf = (store: ConsumerStore, consumer = 'mail'): Promise<ConsumerState> =>
  valueOf('state', () => store.state(consumer));

export const partitionsOf = (leases: readonly Lease[]): readonly number[] =>
  leases.map(({ partition }) => partition);

/** Progress to a cursor. */
export const upTo = (cursor: string | null, changes: Partial<Progress> = {}): Progress => ({
  cursor,
  held: [],
  passed: [],
  released: [],
  ...changes,
});

export const commit = (store: ConsumerStore, lease: Lease, progress: Progress): Promise<void> =>
  valueOf('commit', () => store.commit(lease, progress));

/** A site that waits, with any details. */
export const aHeldSite = (siteId: SiteId, traits: Partial<HeldSite> = {}): HeldSite => ({
  siteId,
  partition: 0,
  status: 'waiting',
  sequence: 7,
  cursor: 'before 7',
  lastSequence: 9,
  attempts: 1,
  retryAt: START + 1000,
  reason: 'the mail server said “no” \u{1F4EA}',
  ...traits,
});
