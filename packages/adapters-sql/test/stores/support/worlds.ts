import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import {
  BatchingInstallationCheck,
  BatchingLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/batching';
import type { Clock } from '@loyalty-programs/core';
import { availableEngines, newTarget, opened } from '@loyalty-programs/testing/stores/targets';
import { type World, worldOf } from './world.js';

const CONNECTIONS = 4;

/** The application over memory, which the others are compared with. */
export const memoryWorld = (clock: Clock): World => {
  const installations = new InMemoryInstallations();
  const repository = new InMemoryLoyaltyProgramRepository();
  return worldOf('memory', { repository, installationCheck: installations, registry: installations, clock });
};

/** The application over each other store, both as it is and coalesced. */
export const otherWorlds = async (clock: Clock): Promise<readonly World[]> => {
  const worlds: World[] = [];
  for (const engine of availableEngines) {
    const plain = opened(await newTarget(engine), CONNECTIONS);
    worlds.push(
      worldOf(engine, {
        repository: plain.repository,
        installationCheck: plain.installations,
        registry: plain.installations,
        clock,
      }),
    );
    const batched = opened(await newTarget(engine), CONNECTIONS);
    worlds.push(
      worldOf(`${engine}, coalesced`, {
        repository: new BatchingLoyaltyProgramRepository(batched.repository, { saves: true }),
        installationCheck: new BatchingInstallationCheck(batched.installations),
        registry: batched.installations,
        clock,
      }),
    );
  }
  return worlds;
};
