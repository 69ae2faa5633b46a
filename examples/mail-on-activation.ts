import {
  InMemoryConsumerStore,
  InMemoryEvents,
  InMemoryInstallations,
  InMemoryLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-memory';
import { createLoyalty, type SiteId, siteIdOf } from '@loyalty-programs/core';
import { consume } from '@loyalty-programs/events';

const events = new InMemoryEvents();
const { programs, installations } = createLoyalty({
  repository: new InMemoryLoyaltyProgramRepository(events),
  installations: new InMemoryInstallations(events),
});

/** Stands for your mail server. A second mail with the same id has to be dropped there: an event may come again. */
const mailbox: string[] = [];
const sendMail = async (id: string, site: SiteId): Promise<void> => {
  await Promise.resolve();
  mailbox.push(`${id}: the loyalty program of ${site} is live`);
};

const consumer = consume(events, {
  name: 'activation-mail',
  store: new InMemoryConsumerStore(),
  signal: events,
  types: ['ProgramActivated'],
  handle: (event) => sendMail(`${event.siteId}-${event.sequence}`, event.siteId),
});

const site = siteIdOf('my-site');
const activated = await installations
  .install(site, { apps: ['stores'] })
  .andThen(() => programs.update(site, { name: 'Harbour Club' }))
  .andThen(() => programs.activate(site));
if (activated.isErr()) console.log(activated.error.type);

while (mailbox.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
await consumer.stop();
console.log(mailbox.join('\n'));
