import { answerOf, expectEqual, fail } from '../expectations.js';
import { naming, namingAndConfiguring } from '../operations.js';
import { expectStored } from './assertions.js';
import { onStore } from './on-store.js';
import type { Saved, Site } from './site.js';
import type { Store } from './store.js';

const RACERS = [2, 8, 32];

/** Saves different changes of the program as it is at once, and expects one to win and no other to matter. */
const race = async (store: Store, site: Site, racers: number): Promise<void> => {
  const changes = Array.from({ length: racers }, (_, number) =>
    site.change(namingAndConfiguring(`Racer ${number} of ${racers}`, 4 + (number % 9))),
  );
  const winners: Saved[] = [];
  await Promise.all(
    changes.map(async (change) => {
      const answer = await answerOf('save', () => store.repository.save(change));
      if (answer.isOk()) winners.push({ change, returned: answer.value });
      else expectEqual(answer.error.type, 'RevisionConflict', 'error of a change that lost');
    }),
  );
  const [winner, ...others] = winners;
  if (winner === undefined || others.length > 0) {
    return fail(`${winners.length} of ${racers} concurrent changes won`);
  }
  site.remember(winner);
  await expectStored(store, site, `after ${racers} concurrent changes`);
};

/** Of several changes with the same base one wins. */
export const raceChecks = {
  'saves exactly one of several concurrent first changes': onStore(async (store) => {
    for (const racers of RACERS) await race(store, await store.site(`first-${racers}`), racers);
  }),

  'saves exactly one of several concurrent later changes': onStore(async (store) => {
    const site = await store.site('later');
    await site.does(naming('Before'));
    for (const racers of RACERS) await race(store, site, racers);
  }),

  'saves concurrent changes of different sites': onStore(async (store) => {
    const sites = await Promise.all(RACERS.concat(RACERS).map((_, at) => store.site(`lane-${at}`)));
    for (const name of ['First', 'Second']) await Promise.all(sites.map((site) => site.does(naming(name))));
    for (const site of sites) {
      expectEqual(site.program.revision, 2, 'revision');
      expectEqual(await store.find(site.siteId), site.program, 'what find gives');
    }
  }),
};
