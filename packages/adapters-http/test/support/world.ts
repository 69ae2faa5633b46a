import {
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
  InMemorySiteDirectory,
  ManualClock,
} from '@loyalty-programs/adapters-memory';
import { createLoyalty, type Installed } from '@loyalty-programs/core';
import { INSTALLED_ON, anInstallation } from '@loyalty-programs/contract-tests';
import { type HandlerOptions, type HttpHandler, createHandler } from '../../src/server/index.js';
import { SITE, authenticate } from './keys.js';

/** The API over adapters in memory, with everything in reach that a test wants to look at or to break. */
export interface World {
  readonly clock: ManualClock;
  readonly repository: InMemoryLoyaltyProgramRepository;
  readonly registry: InMemoryInstallations;
  readonly options: HandlerOptions;
  readonly handler: HttpHandler;
  /** What was told to `onBug`. */
  readonly bugs: readonly (readonly [bug: unknown, requestId: string])[];
}

/** A world in which loyalty is installed nowhere. */
export const anEmptyWorld = (overrides: Partial<HandlerOptions> = {}): World => {
  const clock = new ManualClock(INSTALLED_ON + 60_000);
  const repository = new InMemoryLoyaltyProgramRepository();
  const registry = new InMemoryInstallations();
  const bugs: (readonly [unknown, string])[] = [];
  const options: HandlerOptions = {
    ...createLoyalty({ clock, repository, installations: registry }),
    directory: new InMemorySiteDirectory(repository, registry),
    authenticate,
    onBug: (bug, requestId) => {
      bugs.push([bug, requestId]);
    },
    ...overrides,
  };
  return { clock, repository, registry, options, handler: createHandler(options), bugs };
};

/** A world in which loyalty is installed on `SITE`. */
export const aWorld = async (
  installation: Partial<Installed> = {},
  overrides: Partial<HandlerOptions> = {},
): Promise<World> => {
  const world = anEmptyWorld(overrides);
  (await world.registry.register(SITE, anInstallation(installation)))._unsafeUnwrap();
  return world;
};
