import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { TOKENS, coreModule, systemClockModule } from '@loyalty-programs/container';
import { memoryModule } from '@loyalty-programs/container/memory';
import { siteIdOf } from '@loyalty-programs/core';
import { Container } from 'inversify';
import { describe, expect, it } from 'vitest';

const SITE = siteIdOf('harbour-club');

const compose = (): Container => {
  const container = new Container();
  container.load(coreModule, systemClockModule, memoryModule);
  return container;
};

describe('A container with the modules of the core, the clock and the memory', () => {
  it.each(Object.entries(TOKENS))('resolves %s as a singleton', (_name, token) => {
    const container = compose();
    const resolved: unknown = container.get<unknown>(token);
    expect(resolved).toBeTypeOf('object');
    expect(container.get<unknown>(token)).toBe(resolved);
  });

  it('has exactly one token per name', () => {
    expect(new Set(Object.values<unknown>(TOKENS)).size).toBe(Object.keys(TOKENS).length);
  });

  it('uses registered symbols, shared by copies of the package', () => {
    expect(Object.values<unknown>(TOKENS)).toEqual(
      Object.keys(TOKENS).map((name) => Symbol.for(`@loyalty-programs/${name}`)),
    );
  });

  it('binds the ports to memory', () => {
    const container = compose();
    expect(container.get(TOKENS.LoyaltyProgramRepository)).toBeInstanceOf(InMemoryLoyaltyProgramRepository);
    expect(container.get(TOKENS.InstallationRegistry)).toBeInstanceOf(InMemoryInstallations);
  });

  it('answers the installation check from the registry', () => {
    const container = compose();
    expect(container.get<unknown>(TOKENS.InstallationCheck)).toBe(container.get(TOKENS.InstallationRegistry));
  });

  it('uses the system time', () => {
    const before = Date.now();
    const now = compose().get(TOKENS.Clock).now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('wires use cases that work together', async () => {
    const container = compose();
    const programs = container.get(TOKENS.LoyaltyPrograms);
    const activated = await container
      .get(TOKENS.Installations)
      .install(SITE, { apps: ['stores'] })
      .andThen(() => programs.update(SITE, { name: 'Harbour Club' }))
      .andThen(() => programs.activate(SITE));
    expect(activated._unsafeUnwrap()).toMatchObject({ name: 'Harbour Club', status: 'ACTIVE', revision: 2 });
    const stored = await container.get(TOKENS.LoyaltyProgramRepository).find(SITE);
    expect(stored._unsafeUnwrap()).toMatchObject({ status: 'ACTIVE' });
  });

  it('shares nothing with other containers', async () => {
    const one = compose();
    const other = compose();
    for (const token of Object.values(TOKENS).filter((each) => each !== TOKENS.Clock)) {
      expect(one.get<unknown>(token)).not.toBe(other.get<unknown>(token));
    }
    (await one.get(TOKENS.Installations).install(SITE, { apps: ['stores'] }))._unsafeUnwrap();
    expect((await other.get(TOKENS.Installations).get(SITE))._unsafeUnwrap()).toEqual({ installed: false });
  });

  it('names what is missing without an adapter', () => {
    const container = new Container();
    container.load(coreModule, systemClockModule);
    expect(() => container.get(TOKENS.LoyaltyPrograms)).toThrow('@loyalty-programs/LoyaltyProgramRepository');
  });

  it('has only the programs if a host binds a check and no registry', async () => {
    const container = new Container();
    container.load(coreModule, systemClockModule);
    container.bind(TOKENS.LoyaltyProgramRepository).toConstantValue(new InMemoryLoyaltyProgramRepository());
    container.bind(TOKENS.InstallationCheck).toConstantValue(new InMemoryInstallations());
    const readiness = await container.get(TOKENS.LoyaltyPrograms).readiness(SITE);
    expect(readiness._unsafeUnwrap()).toMatchObject({ activate: ['LoyaltyNotInstalled'] });
    expect(() => container.get(TOKENS.Installations)).toThrow('no InstallationRegistry is bound');
  });

  it('can be unloaded', async () => {
    const container = compose();
    container.get(TOKENS.LoyaltyPrograms);
    await container.unbindAllAsync();
    expect(container.isBound(TOKENS.LoyaltyPrograms)).toBe(false);
  });
});
