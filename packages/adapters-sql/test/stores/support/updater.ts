import { once } from 'node:events';
import { actorOf, createLoyalty } from '@loyalty-programs/core';
import { openStore } from '@loyalty-programs/testing/stores/open-store';
import { type Report, orderIn } from './order.js';
import { perform } from './perform.js';
import { recording } from './recording-repository.js';
import { updatesOf } from './updates.js';

// A process that says "ready", waits for a sign, makes random updates of the shared sites, and tells of each
// what came of it, in a line of JSON.

const { target, seed, count } = orderIn(process.argv.slice(2));
const updates = updatesOf(seed, count);
const store = openStore(target, 1);
const { repository, take } = recording(store.repository);
const { programs } = createLoyalty({
  repository,
  installationCheck: store.installations,
});
const actor = actorOf(`updater ${seed}`);

process.stdout.write('ready\n');
await once(process.stdin.resume(), 'end');

for (const { siteId, request } of updates) {
  const answer = await perform(programs, siteId, request, { actor });
  const report: Report = {
    answer: answer.match(
      ({ revision }) => revision,
      ({ type }) => type,
    ),
    ...take(),
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
await store.close();
