import {
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
  ManualClock,
} from '@loyalty-programs/adapters-memory';
import { createLoyalty, siteIdOf } from '@loyalty-programs/core';

const repository = new InMemoryLoyaltyProgramRepository();
const clock = new ManualClock(Date.UTC(2030, 0, 1));
const { programs, installations } = createLoyalty({
  repository,
  installations: new InMemoryInstallations(),
  clock,
});

const site = siteIdOf('my-site');
const installed = await installations.install(site, { apps: ['stores'] });
clock.advance(60_000);
const updated = await installed.asyncAndThen(() => programs.update(site, { name: 'Harbour Club' }));
console.log(updated.map(({ updatedDate }) => new Date(updatedDate).toISOString()).unwrapOr('unavailable'));

// See how your code copes with a store that is down.
repository.breakDown();
const failed = await programs.get(site);
console.log(failed.isErr() ? failed.error.type : 'still there');
repository.restore();
