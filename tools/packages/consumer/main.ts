import {
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
  ManualClock,
} from '@loyalty-programs/adapters-memory';
import { createLoyalty, siteIdOf } from '@loyalty-programs/core';
import { NO_PREMIUM_FEATURES } from '@loyalty-programs/core/adapter-kit';
import { ResultAsync } from 'neverthrow';

const siteId = siteIdOf('a-site');
const installations = new InMemoryInstallations();
const clock = new ManualClock(Date.UTC(2030, 0, 1));
const { programs } = createLoyalty({
  repository: new InMemoryLoyaltyProgramRepository(),
  installationCheck: installations,
  clock,
});

const registered = await installations.register(siteId, {
  installed: true,
  since: clock.now(),
  accountId: null,
  apps: ['stores'],
  premiumFeatures: NO_PREMIUM_FEATURES,
});
if (registered.isErr()) throw new Error(registered.error.type);

const activated = programs.update(siteId, { name: 'Bean Club' }).andThen(() => programs.activate(siteId));
if (!(activated instanceof ResultAsync)) throw new Error('There are two copies of neverthrow.');

const outcome: string = await activated.match(
  ({ name, status, revision }) => `${String(name)} ${status} ${String(revision)}`,
  ({ type }) => type,
);
console.log(outcome);
