import { actorOf, type Installed, type RecordedEvent, requestIdOf, siteIdOf } from '@loyalty-programs/core';
import type { ChangeContext } from '@loyalty-programs/core/adapter-kit';
import type { Checks } from '../check.js';
import { expectEqual, valueOf } from '../expectations.js';
import { BARE, FULL } from '../installation-check/examples.js';
import { Store } from '../loyalty-program-repository/store.js';
import { naming } from '../operations.js';
import type { ProgramEventFeedHarness } from './harness.js';
import { Reader, expectTold, onceOf } from './reader.js';
import { eventsOf } from './scenarios.js';

const SHOP = siteIdOf('shop');

const at = (now: number): ChangeContext => ({
  now,
  actor: actorOf(`user:${now}`),
  causedBy: requestIdOf(`request-${now}`),
});

const metadataAt = (now: number) => ({
  siteId: SHOP,
  time: now,
  actor: `user:${now}`,
  causedBy: `request-${now}`,
});

const register = ({ registry }: ProgramEventFeedHarness, installation: Installed, now: number) =>
  valueOf('register', () => registry.register(SHOP, installation, undefined, at(now)));

const remove = ({ registry }: ProgramEventFeedHarness, now: number) =>
  valueOf('remove', () => registry.remove(SHOP, undefined, at(now)));

const told = async ({ feed }: ProgramEventFeedHarness): Promise<readonly RecordedEvent[]> =>
  onceOf(await new Reader(feed).rest(), SHOP);

const withoutSequence = (event: RecordedEvent): unknown =>
  Object.fromEntries(Object.entries(event).filter(([key]) => key !== 'sequence'));

/** What changes on a site beside its program. */
export const siteChecks = {
  'delivers what was installed, changed and uninstalled, before and after': async (harness) => {
    await register(harness, BARE, 1000);
    await register(harness, { ...FULL, since: 7 }, 2000);
    await remove(harness, 3000);
    await register(harness, FULL, 4000);
    const full = { ...FULL, since: BARE.since };
    expectEqual(
      (await told(harness)).map(withoutSequence),
      [
        { type: 'LoyaltyInstalled', ...metadataAt(1000), after: BARE },
        { type: 'InstallationChanged', ...metadataAt(2000), before: BARE, after: full },
        { type: 'LoyaltyUninstalled', ...metadataAt(3000), before: full },
        { type: 'LoyaltyInstalled', ...metadataAt(4000), after: FULL },
      ],
      'what is told of an installation',
    );
  },

  'delivers nothing where an installation stays as it is': async (harness) => {
    await remove(harness, 1000);
    await register(harness, BARE, 2000);
    await register(harness, BARE, 3000);
    await register(harness, { ...BARE, since: 8 }, 4000);
    await remove(harness, 5000);
    await remove(harness, 6000);
    expectEqual(
      (await told(harness)).map(({ type, time }) => [type, time]),
      [
        ['LoyaltyInstalled', 2000],
        ['LoyaltyUninstalled', 5000],
      ],
      'what is told of an installation',
    );
  },

  'delivers a tombstone in place of the events of an erased program, once': async (harness) => {
    const { repository } = harness;
    const erase = (now: number) => valueOf('erase', () => repository.erase(SHOP, at(now)));
    await erase(1000);
    await register(harness, BARE, 2000);
    const site = await new Store(harness).site('shop');
    await site.does(naming('Stars'), naming('Moons'));
    await erase(3000);
    await erase(4000);
    expectEqual(
      (await told(harness)).map(withoutSequence),
      [
        { type: 'LoyaltyInstalled', ...metadataAt(2000), after: BARE },
        { type: 'ProgramErased', ...metadataAt(3000) },
      ],
      'what is told of an erased site',
    );
  },

  'counts the events of program and installation together, and never again from 1': async (harness) => {
    const store = new Store(harness);
    const reader = new Reader(harness.feed);
    const sequences: number[] = [];
    const read = async (): Promise<void> => {
      sequences.push(...onceOf(await reader.rest(), SHOP).map(({ sequence }) => sequence));
    };
    await register(harness, BARE, 1000);
    const site = await store.site('shop');
    await site.does(naming('Stars'));
    await read();
    await valueOf('erase', () => store.repository.erase(SHOP, at(2000)));
    await read();
    await remove(harness, 3000);
    await (await store.site('shop')).does(naming('Moons'));
    await read();
    expectEqual(sequences.length, 5, 'number of events');
    expectEqual(
      sequences,
      [...new Set(sequences)].sort((a, b) => a - b),
      'sequences of the site',
    );
  },

  'delivers the events of a site in order, whatever the clocks say': async (harness) => {
    const store = new Store(harness);
    const site = await store.site('shop');
    await site.does(naming('Stars'));
    const [first] = eventsOf(site);
    await register(harness, BARE, 5);
    await remove(harness, 4);
    await site.does(naming('Moons'));
    const types = (await told(harness)).map(({ type }) => type);
    expectEqual(
      types,
      [first?.type, 'LoyaltyInstalled', 'LoyaltyUninstalled', first?.type],
      'what is told of a site with clocks that disagree',
    );
    expectTold((await told(harness)).slice(0, 1), SHOP, eventsOf(site).slice(0, 1));
  },
} as const satisfies Checks<ProgramEventFeedHarness>;
