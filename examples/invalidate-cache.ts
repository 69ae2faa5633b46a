import {
  InMemoryConsumerStore,
  InMemoryEvents,
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-memory';
import { createLoyalty, siteIdOf } from '@loyalty-programs/core';
import { consume } from '@loyalty-programs/events';

const events = new InMemoryEvents();
const { programs, installations } = createLoyalty({
  repository: new InMemoryLoyaltyProgramRepository(events),
  installations: new InMemoryInstallations(events),
});
const store = new InMemoryConsumerStore();

/** What each instance does. Every instance has to hear of every event, so each is a consumer of its own. */
const startInstance = (ordinal: number) => {
  const cache = new Map<string, string>();
  const consumer = consume(events, {
    name: `cache-${ordinal}`,
    store,
    signal: events,
    handle: ({ siteId }) => cache.delete(siteId),
  });
  return { cache, consumer };
};

const instances = Array.from({ length: 10 }, (_, ordinal) => startInstance(ordinal));
const site = siteIdOf('my-site');
for (const { cache } of instances) cache.set(site, 'an old name');

const updated = await installations
  .install(site, { apps: ['stores'] })
  .andThen(() => programs.update(site, { name: 'Harbour Club' }));
if (updated.isErr()) console.log(updated.error.type);

while (instances.some(({ cache }) => cache.has(site)))
  await new Promise((resolve) => setTimeout(resolve, 10));
await Promise.all(instances.map(({ consumer }) => consumer.stop()));
console.log('Ten caches are up to date');
