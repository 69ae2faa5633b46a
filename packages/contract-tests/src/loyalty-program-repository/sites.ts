import { siteIdOf } from '@loyalty-programs/core';
import { expectEqual } from '../expectations.js';
import { activating, naming, namingAndConfiguring } from '../operations.js';
import { SIMILAR_SITES } from '../similar-sites.js';
import { expectStored } from './assertions.js';
import { onStore } from './on-store.js';

/** One site's programs and events never show under another. */
export const siteChecks = {
  'separates the programs and events of sites with similar ids': onStore(async (store) => {
    const sites = await Promise.all(SIMILAR_SITES.map((id) => store.site(id)));
    for (const [number, site] of sites.entries()) {
      await expectStored(store, site, `for ${site.siteId} while only others are stored`);
      await site.does(namingAndConfiguring(`Name ${number}`, 4), activating);
    }
    for (const site of sites) await expectStored(store, site, `for ${site.siteId}`);
    const found = await store.findMany(sites.map(({ siteId }) => siteId));
    expectEqual(
      found,
      new Map(sites.map(({ siteId, program }) => [siteId, program])),
      'the result of findMany',
    );
  }),

  'finds the programs of many sites at once': onStore(async (store) => {
    const sites = await Promise.all(Array.from({ length: 25 }, (_, at) => store.site(`many-${at}`)));
    await Promise.all(sites.map((site, at) => site.does(naming(`Name ${at}`))));
    const found = await store.findMany(sites.map(({ siteId }) => siteId));
    expectEqual(
      found,
      new Map(sites.map(({ siteId, program }) => [siteId, program])),
      'the result of findMany',
    );
  }),

  'finds many: no entry for a site without a program, one entry for a repeated site': onStore(
    async (store) => {
      const [a, b, untouched] = [await store.site('a'), await store.site('b'), await store.site('untouched')];
      await a.does(naming('Name of a'));
      await b.does(naming('Name of b'));
      const unknown = siteIdOf('never-heard-of');
      expectEqual(await store.findMany([]), new Map(), 'the result of findMany for no site');
      expectEqual(
        await store.findMany([b.siteId, unknown, untouched.siteId, b.siteId]),
        new Map([[b.siteId, b.program]]),
        'the result of findMany',
      );
    },
  ),
};
