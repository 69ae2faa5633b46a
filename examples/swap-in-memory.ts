import { memoryModule } from '@loyalty-programs/container/memory';
import { TOKENS, coreModule, systemClockModule } from '@loyalty-programs/container';
import { siteIdOf } from '@loyalty-programs/core';
import { Container, type ContainerModule } from 'inversify';

const compose = (stores: ContainerModule): Container => {
  const container = new Container();
  container.load(coreModule, systemClockModule, stores);
  return container;
};

// In production `compose` is given the module of a database; in a test, the one line is this:
const programs = compose(memoryModule).get(TOKENS.LoyaltyPrograms);

const readiness = await programs.readiness(siteIdOf('my-site'));
console.log(readiness.map(({ activate }) => activate.join(', ')).unwrapOr('not now'));
