import { memoryModule } from '@loyalty-programs/container/memory';
import { TOKENS, coreModule, systemClockModule } from '@loyalty-programs/container';
import { siteIdOf } from '@loyalty-programs/core';
import { Container, type ContainerModule } from 'inversify';

const compose = (stores: ContainerModule): Container => {
  const container = new Container();
  container.load(coreModule, systemClockModule, stores);
  return container;
};

// In production, pass the module of your database. In a test, change this one line:
const programs = compose(memoryModule).get(TOKENS.LoyaltyPrograms);

const readiness = await programs.readiness(siteIdOf('my-site'));
console.log(readiness.map(({ activate }) => activate.join(', ')).unwrapOr('unavailable'));
