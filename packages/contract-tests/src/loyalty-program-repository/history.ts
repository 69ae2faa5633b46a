import { type Actor, actorOf, type ProgramEvent } from '@loyalty-programs/core';
import { expectEqual, fail } from '../expectations.js';
import { activating, naming, namingAndConfiguring, pausing } from '../operations.js';
import { expectEventsOf } from './assertions.js';
import { onStore } from './on-store.js';
import { replayed } from './replayed.js';
import type { Site } from './site.js';
import type { Store } from './store.js';

/** A site with a dozen revisions, every third of which has two events. */
const siteWithHistory = async (store: Store, id: string): Promise<Site> => {
  const site = await store.site(id);
  for (const round of [1, 2, 3, 4]) {
    await site.does(namingAndConfiguring(`Round ${round}`, 3 + round), activating, pausing);
  }
  return site;
};

/** The actor of the events: the change's, or always the one as whom the store knows its caller. */
const expectActors = (actual: readonly (Actor | null)[], given: readonly (Actor | null)[]): void => {
  const [first = null] = actual;
  const isOwn = first !== null && actual.every((actor) => actor === first);
  if (!isOwn) expectEqual(actual, given, 'actors in the history');
};

/** The history. */
export const historyChecks = {
  'stores the events of a change with its program': onStore(async (store) => {
    const site = await store.site('together');
    for (const operation of [namingAndConfiguring('Stars', 5), activating, pausing, naming('Moons')]) {
      await site.does(operation);
      expectEqual(await replayed(store, site), await store.find(site.siteId), 'what the history leads to');
    }
  }),

  'returns events in order of revision and ordinal': onStore(async (store) => {
    const site = await siteWithHistory(store, 'order');
    const places = (await store.history(site.siteId)).map(({ revision, ordinal }) => [revision, ordinal]);
    const expected = site.saved.flatMap(({ change }) =>
      change.events.map(({ revision, ordinal }) => [revision, ordinal]),
    );
    expectEqual(places, expected, 'revisions and ordinals in the history');
    expectEventsOf(site.saved, await store.history(site.siteId));
  }),

  'returns only the events after the given revision': onStore(async (store) => {
    const site = await siteWithHistory(store, 'after');
    for (const after of [0, 1, 3, 9, 11, 12, 13, 1000]) {
      const told = await store.history(site.siteId, after);
      expectEventsOf(site.saved.slice(after), told, `history after revision ${after}`);
    }
  }),

  'returns at most the requested number of revisions, each with all its events': onStore(async (store) => {
    const site = await siteWithHistory(store, 'limit');
    for (const [after, limit] of [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 2],
      [8, 3],
      [11, 5],
      [0, 12],
    ] as const) {
      const told = await store.history(site.siteId, after, limit);
      const range = `history of ${limit} revisions after ${after}`;
      expectEventsOf(site.saved.slice(after, after + limit), told, range);
    }
  }),

  'returns everything to a caller that pages by the last revision': onStore(async (store) => {
    const site = await siteWithHistory(store, 'pages');
    const read = async (after: number): Promise<readonly ProgramEvent[]> => {
      const page = await store.history(site.siteId, after, 5);
      const last = page.at(-1)?.revision;
      if (last === undefined) return page;
      if (last <= after) fail(`history after revision ${after} ends with ${last}`);
      return [...page, ...(await read(last))];
    };
    expectEventsOf(site.saved, await read(0), 'history read page by page');
  }),

  'stores the actor of each event': onStore(async (store) => {
    const site = await store.site('actors');
    const actors = [actorOf('user:Ann'), actorOf('Ünï 𝒫 🎁'), null, actorOf('a'.repeat(255))];
    for (const [at, actor] of actors.entries()) {
      await site.save(site.change(namingAndConfiguring(`Name ${at}`, 4 + at), { actor }));
    }
    const told = (await store.history(site.siteId)).map(({ actor }) => actor);
    expectActors(
      told,
      actors.flatMap((actor) => [actor, actor]),
    );
  }),

  'stores the time of each event': onStore(async (store) => {
    const site = await store.site('times');
    await site.does(namingAndConfiguring('Stars', 5), activating, pausing);
    const told = (await store.history(site.siteId)).map(({ revision, time }) => [revision, time]);
    const expected = site.saved.flatMap(({ change, returned }) =>
      change.events.map(({ revision }) => [revision, returned.updatedDate]),
    );
    expectEqual(told, expected, 'revisions and times in the history');
  }),
};
