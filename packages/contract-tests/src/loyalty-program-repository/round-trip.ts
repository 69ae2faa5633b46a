import { actorOf, siteIdOf } from '@loyalty-programs/core';
import { expectEqual, fail } from '../expectations.js';
import {
  activating,
  customising,
  disablingExpiration,
  enablingExpiration,
  naming,
  namingAndConfiguring,
  pausing,
} from '../operations.js';
import { expectEventsOf, undated } from './assertions.js';
import { onStore } from './on-store.js';
import type { Site } from './site.js';
import type { Store } from './store.js';

const expectKept = async (store: Store, site: Site, what: string): Promise<void> => {
  const saved = site.saved.at(-1) ?? fail('the check is wrong: nothing was saved');
  expectEqual(undated(saved.returned), undated(saved.change.program), `what save returns of ${what}`);
  expectEqual(await store.find(site.siteId), saved.returned, `what find gives of ${what}`);
};

/** Scripts, direction marks, joiners, combining marks, and what means something to a database. */
const TEXTS = [
  'Ünïcödé Ärger',
  'Баллы и Ёлки',
  '忠誠度計劃 ポイント 포인트',
  'نقاط الولاء\u200f!',
  'נקודות\u200e!',
  '🎁👩‍👩‍👧‍👦🏳️‍🌈',
  '𝒫𝓸𝓲𝓷𝓽𝓼 𠮷野家',
  'अंक ज़ ก็ ਪੁਆਇੰਟ',
  `'); DROP TABLE x;--`,
  '100 % _ \\ "$1" ? :a',
  '{"a":null} [] <b>&amp;',
  'null',
];

const A_DAY = 24 * 60 * 60 * 1000;

/** A date is the change's own, or one of the store's own clock: never one a bit beside the change's. */
const expectDateKept = (actual: number, given: number, what: string): void => {
  if (!Number.isInteger(actual)) fail(`${what} is no whole number of milliseconds: ${actual}`);
  const off = actual - given;
  if (off !== 0 && Math.abs(off) < A_DAY) fail(`${what} is off by ${off} ms`);
};

/** What a store has to give back of what it was given. */
export const roundTripChecks = {
  'finds nothing for an unknown site': onStore(async (store) => {
    const siteId = siteIdOf('never-heard-of');
    expectEqual(await store.find(siteId), undefined, 'what find gives');
    expectEqual(await store.findMany([siteId]), new Map(), 'the result of findMany');
    expectEqual(await store.history(siteId), [], 'what history gives');
  }),

  'finds nothing for a site before its first change': onStore(async (store) => {
    const { siteId } = await store.site('untouched');
    expectEqual(await store.find(siteId), undefined, 'what find gives');
    expectEqual(await store.findMany([siteId]), new Map(), 'the result of findMany');
    expectEqual(await store.history(siteId), [], 'what history gives');
  }),

  'stores text in any script unchanged': onStore(async (store) => {
    const site = await store.site('texts');
    for (const text of TEXTS) {
      // An icon's texts are kept as written: not normalised, not trimmed.
      const altText = ` ${text} e\u0301`;
      const customName = Array.from(text).slice(0, 5).join('');
      const icon = { url: 'https://example.com/a%20b.png?q=1#f', altText, filename: `${text}.png` };
      await site.does(customising({ name: text, pointDefinition: { customName, icon } }));
      await expectKept(store, site, `the text ${text}`);
    }
    expectEventsOf(site.saved, await store.history(site.siteId), 'what history gives of the texts');
  }),

  'stores every value of an icon, and the absence of one': onStore(async (store) => {
    const site = await store.site('icons');
    const url = 'wix:image://v1/abc.png/star.png#originWidth=64&originHeight=64';
    const texts = { altText: 'a star', filename: 'star.png' };
    for (const icon of [
      { url: 'https://example.com/star.png' },
      { url: 'https://example.com/star.png', width: 0, height: 100_000 },
      { url, id: 'abc.png', ...texts, width: 64, height: 32 },
      { url: `https://example.com/${'a'.repeat(2000)}`, id: 'i'.repeat(255), altText: 't'.repeat(255) },
      null,
      { url: 'HTTP://EXAMPLE.com/Star.png', ...texts, width: 1 },
    ]) {
      await site.does(customising({ pointDefinition: { icon } }));
      await expectKept(store, site, 'an icon');
    }
  }),

  'stores status and expiration throughout the life of a program': onStore(async (store) => {
    const site = await store.site('life');
    for (const operation of [
      naming('Stars'),
      customising({ name: null, pointDefinition: { customName: 'Points' } }),
      namingAndConfiguring('Stars', 12),
      activating,
      enablingExpiration,
      customising({ pointsExpiration: { expiringPointsPercentage: 1 } }),
      pausing,
      disablingExpiration,
      customising({ pointsExpiration: { monthsOfInactivity: 1 }, pointDefinition: null }),
      activating,
    ]) {
      await site.does(operation);
      await expectKept(store, site, `revision ${site.program.revision}`);
    }
  }),

  'stores dates to the millisecond': onStore(async (store) => {
    const site = await store.site('dates');
    const { createdDate } = site.program;
    for (const [number, now] of [createdDate, createdDate + 1, createdDate + 3_600_001].entries()) {
      const change = site.change(naming(`Name ${number}`), { now, actor: actorOf('someone') });
      const saved = await site.save(change);
      expectDateKept(saved.createdDate, change.program.createdDate, 'createdDate');
      expectDateKept(saved.updatedDate, now, 'updatedDate');
    }
    expectEqual(await store.find(site.siteId), site.program, 'what find gives');
  }),
};
