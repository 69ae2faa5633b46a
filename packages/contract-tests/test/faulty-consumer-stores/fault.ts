import { InMemoryConsumerStore } from '@loyalty-programs/adapters-memory';
import type { ConsumerStoreCheck, ConsumerStoreHarness } from '@loyalty-programs/contract-tests';
import type { ConsumerStore } from '@loyalty-programs/core/adapter-kit';

/** A store that is right but for one thing. */
export interface ConsumerStoreFault {
  /** What does wrong, by way of a store that does right. */
  readonly inject: (memory: InMemoryConsumerStore) => Partial<ConsumerStore>;
  /** The checks that must fail, each with its message; no other may. */
  readonly fails: Partial<Record<ConsumerStoreCheck, RegExp>>;
}

export const harnessOf = (inject: ConsumerStoreFault['inject']): ConsumerStoreHarness => {
  const memory = new InMemoryConsumerStore();
  const store: ConsumerStore = {
    renew: (request) => memory.renew(request),
    state: (consumer) => memory.state(consumer),
    commit: (lease, progress) => memory.commit(lease, progress),
    release: (lease) => memory.release(lease),
    leave: (consumer, instance) => memory.leave(consumer, instance),
    resume: (consumer, siteId, decision, now) => memory.resume(consumer, siteId, decision, now),
    ...inject(memory),
  };
  return {
    store,
    breakConnection: () => {
      memory.breakDown();
    },
    dispose: () => undefined,
  };
};
