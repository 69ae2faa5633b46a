import { InMemoryLoyaltyProgramRepository, ManualClock } from '@loyalty-programs/adapters-memory';
import { TOKENS, coreModule, systemClockModule } from '@loyalty-programs/container';
import { memoryModule } from '@loyalty-programs/container/memory';
import { siteIdOf } from '@loyalty-programs/core';
import type { Change } from '@loyalty-programs/core/adapter-kit';
import { Container, ContainerModule } from 'inversify';
import { errAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';

const SITE = siteIdOf('harbour-club');

/** The composition of a host: everything but the adapters is fixed. */
const compose = (adapters: ContainerModule): Container => {
  const container = new Container();
  container.load(coreModule, systemClockModule, adapters);
  return container;
};

/** Stands for adapters of a host's own, which need what a test does not have. */
class UnreachableAdapter {
  readonly #down = async () => errAsync({ type: 'RepositoryUnavailable' as const });
  readonly #unknown = async () => errAsync({ type: 'InstallationCheckUnavailable' as const });
  readonly #closed = async () => errAsync({ type: 'InstallationRegistryUnavailable' as const });
  readonly find = this.#down;
  readonly findMany = this.#down;
  readonly save = this.#down;
  readonly saveMany = (changes: readonly Change[]) => Promise.all(changes.map(this.#down));
  readonly ping = this.#down;
  readonly history = this.#down;
  readonly programAt = this.#down;
  readonly erase = this.#down;
  readonly check = this.#unknown;
  readonly checkMany = this.#unknown;
  readonly register = this.#closed;
  readonly remove = this.#closed;
  readonly listSites = this.#closed;
}

const realAdapters = new ContainerModule(({ bind }) => {
  bind(TOKENS.LoyaltyProgramRepository).toResolvedValue(() => new UnreachableAdapter());
  bind(TOKENS.InstallationCheck).toResolvedValue(() => new UnreachableAdapter());
  bind(TOKENS.InstallationRegistry).toResolvedValue(() => new UnreachableAdapter());
});

const renamed = (container: Container) =>
  container
    .get(TOKENS.Installations)
    .install(SITE, { apps: ['stores'] })
    .andThen(() => container.get(TOKENS.LoyaltyPrograms).update(SITE, { name: 'Harbour Club' }));

describe('A host', () => {
  it('swaps its adapters for those in memory by one module', async () => {
    const withReal = await renamed(compose(realAdapters));
    expect(
      withReal.match(
        () => 'renamed',
        ({ type }) => type,
      ),
    ).toBe('InstallationRegistryUnavailable');
    const inMemory = await renamed(compose(memoryModule));
    expect(inMemory._unsafeUnwrap()).toMatchObject({ name: 'Harbour Club' });
  });

  it('replaces one port in one line', async () => {
    const container = compose(memoryModule);
    container.rebind(TOKENS.Clock).toConstantValue(new ManualClock(Date.UTC(2025, 1, 3)));
    const program = (await renamed(container))._unsafeUnwrap();
    expect(program.updatedDate).toBe(Date.UTC(2025, 1, 3));
  });

  it('replaces the store in one line, for use cases and registry alike', async () => {
    const container = compose(memoryModule);
    const store = new InMemoryLoyaltyProgramRepository();
    container.rebind(TOKENS.LoyaltyProgramRepository).toConstantValue(store);
    (await renamed(container))._unsafeUnwrap();
    expect((await store.find(SITE))._unsafeUnwrap()).toMatchObject({ name: 'Harbour Club' });
    (await container.get(TOKENS.Installations).uninstall(SITE, { erase: true }))._unsafeUnwrap();
    expect((await store.find(SITE))._unsafeUnwrap()).toBeUndefined();
  });

  it('can bind a port itself instead of loading our module', async () => {
    const container = new Container();
    container.load(coreModule, memoryModule);
    container.bind(TOKENS.Clock).toConstantValue({ now: () => 7 });
    expect((await renamed(container))._unsafeUnwrap()).toMatchObject({ createdDate: 7, updatedDate: 7 });
  });
});
