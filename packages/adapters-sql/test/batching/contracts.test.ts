import { InMemoryInstallations } from '@loyalty-programs/adapters-memory';
import {
  BatchingInstallationCheck,
  type BatchingOptions,
  BatchingLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/batching';
import {
  describeInstallationCheck,
  describeLoyaltyProgramRepository,
} from '@loyalty-programs/contract-tests/vitest';
import { BatchSavingMemory } from './support/batch-saving-memory.js';

const SIZES: readonly (readonly [string, BatchingOptions])[] = [
  ['batches of any size', {}],
  ['batches of two', { maxBatchSize: 2 }],
  ['batches of one', { maxBatchSize: 1 }],
];

for (const [size, options] of SIZES) {
  for (const saves of [true, false]) {
    describeLoyaltyProgramRepository(`in ${size}, ${saves ? 'saves too' : 'reads only'}`, () => {
      const store = new BatchSavingMemory();
      const repository = new BatchingLoyaltyProgramRepository(store, { ...options, saves });
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
    const installationCheck = new BatchingInstallationCheck(installations, options);
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
