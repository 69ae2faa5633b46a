import { InMemoryInstallations } from '@loyalty-programs/adapters-memory';
import {
  CoalescingInstallationCheck,
  type CoalescingOptions,
  CoalescingLoyaltyProgramRepository,
} from '@loyalty-programs/coalescing';
import {
  describeInstallationCheck,
  describeLoyaltyProgramRepository,
} from '@loyalty-programs/contract-tests/vitest';
import { BatchSavingMemory } from './support/batch-saving-memory.js';

const SIZES: readonly (readonly [string, CoalescingOptions])[] = [
  ['batches of any size', {}],
  ['batches of two', { maxBatchSize: 2 }],
  ['batches of one', { maxBatchSize: 1 }],
];

for (const [size, options] of SIZES) {
  for (const saves of [true, false]) {
    describeLoyaltyProgramRepository(`in ${size}, ${saves ? 'saves too' : 'reads only'}`, () => {
      const store = new BatchSavingMemory();
      const repository = new CoalescingLoyaltyProgramRepository(store, { ...options, saves });
      return {
        repository,
        breakConnection: () => {
          store.breakDown();
        },
        dispose: () => repository.close(),
      };
    });
  }

  describeInstallationCheck(`in ${size}`, () => {
    const installations = new InMemoryInstallations();
    const installationCheck = new CoalescingInstallationCheck(installations, options);
    return {
      installationCheck,
      install: async (siteId, installation) => {
        (await installations.register(siteId, installation))._unsafeUnwrap();
      },
      uninstall: async (siteId) => {
        (await installations.remove(siteId))._unsafeUnwrap();
      },
      breakConnection: () => {
        installations.breakDown();
      },
      dispose: () => installationCheck.close(),
    };
  });
}
