import {
  InMemoryInstallations,
  InMemoryKeyStore,
  InMemoryLoyaltyProgramRepository,
  InMemorySiteDirectory,
  ManualClock,
} from '@loyalty-programs/adapters-memory';
import { actorOf, createLoyalty, type Installed } from '@loyalty-programs/core';
import type { StoredKey } from '@loyalty-programs/core/access';
import { INSTALLED_ON, anInstallation } from '@loyalty-programs/contract-tests';
import { type HandlerOptions, type HttpHandler, createHandler } from '../../src/server/index.js';
import { ACCOUNT, SITE, authenticate } from './keys.js';

/** The API over adapters in memory, with everything in reach that a test wants to look at or to break. */
export interface World {
  readonly clock: ManualClock;
  readonly repository: InMemoryLoyaltyProgramRepository;
  readonly registry: InMemoryInstallations;
  /** Holds the key `key-1`, which opens nothing of the account. */
  readonly keys: InMemoryKeyStore;
  readonly options: HandlerOptions;
  readonly handler: HttpHandler;
  /** What was told to `onBug`. */
  readonly bugs: readonly (readonly [bug: unknown, requestId: string])[];
}

/** A key that everybody who manages keys has the power to manage. */
const A_KEY: StoredKey = {
  id: 'key-1',
  sha256: 'a'.repeat(64),
  actor: actorOf('a key'),
  permissions: [],
  sites: [],
  accountId: ACCOUNT,
  createdDate: INSTALLED_ON,
  createdBy: null,
  expires: null,
  lastUsed: null,
};

/** A world in which loyalty is installed nowhere. */
export const anEmptyWorld = (overrides: Partial<HandlerOptions> = {}): World => {
  const clock = new ManualClock(INSTALLED_ON + 60_000);
  const repository = new InMemoryLoyaltyProgramRepository();
  const registry = new InMemoryInstallations();
  const keys = new InMemoryKeyStore();
  keys.create(A_KEY).catch(() => undefined);
  const bugs: (readonly [unknown, string])[] = [];
  const options: HandlerOptions = {
    ...createLoyalty({ clock, repository, installations: registry }),
    keys: { store: keys, clock, reservedNames: new Set(['admin']) },
    directory: new InMemorySiteDirectory(repository, registry),
    authenticate,
    onBug: (bug, requestId) => {
      bugs.push([bug, requestId]);
    },
    ...overrides,
  };
  return { clock, repository, registry, keys, options, handler: createHandler(options), bugs };
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
