import type { LoyaltyProgram } from '@loyalty-programs/core';
import type { Change } from '@loyalty-programs/core/adapter-kit';
import { errorOf, expectEqual } from '../expectations.js';
import { activating, changeBy, naming, namingAndConfiguring } from '../operations.js';
import { everythingOf } from './assertions.js';
import { onStore } from './on-store.js';
import type { Site } from './site.js';
import type { Store } from './store.js';

/** A change based on revision 7, on the way to which nothing was saved. */
const changeOnSeven = (from: LoyaltyProgram): Change => {
  let program = from;
  while (program.revision < 7) {
    ({ program } = changeBy(naming(`Name ${program.revision}`), program));
  }
  return changeBy(naming('Eight'), program);
};

const expectRefused = async (store: Store, site: Site, change: Change, what: string): Promise<void> => {
  const before = await everythingOf(store, site);
  await errorOf(`save of ${what}`, () => store.repository.save(change), 'RevisionConflict');
  expectEqual(await everythingOf(store, site), before, `program and events after ${what}`);
};

/** A stale or premature change is refused and leaves no trace. */
export const conflictChecks = {
  'refuses a stale change and leaves program and events unchanged': onStore(async (store) => {
    const site = await store.site('stale');
    await site.does(naming('First'));
    const stale = [
      site.change(naming('Stale')),
      site.change(namingAndConfiguring('Stale too', 7)),
      site.change(activating),
    ];
    await site.does(naming('Second'), naming('Third'));
    for (const change of stale) await expectRefused(store, site, change, 'a stale change');
    await site.does(naming('Fourth'));
    expectEqual(await store.find(site.siteId), site.program, 'what find gives after the next change');
  }),

  'refuses a first change when a program is already stored': onStore(async (store) => {
    const site = await store.site('first-twice');
    const late = site.change(namingAndConfiguring('Late', 7));
    await site.does(naming('In time'));
    await expectRefused(store, site, late, 'a second first change');
  }),

  'refuses a change based on revision 7 when nothing is stored': onStore(async (store) => {
    const site = await store.site('nothing-stored');
    await expectRefused(store, site, changeOnSeven(site.program), 'a change based on revision 7 of nothing');
  }),

  'refuses a change based on a future revision': onStore(async (store) => {
    const site = await store.site('ahead');
    await site.does(naming('First'), naming('Second'));
    await expectRefused(store, site, changeOnSeven(site.program), 'a change based on a revision to come');
  }),

  'reports the site and both revisions in a conflict': onStore(async (store) => {
    const site = await store.site('facts');
    const first = site.change(naming('Late'));
    const ahead = changeOnSeven(site.program);
    const seen: [change: Change, actualRevision: number][] = [[ahead, 0]];
    const expectFacts = async (): Promise<void> => {
      for (const [change, actual] of seen) {
        const conflict = await errorOf('save', () => store.repository.save(change), 'RevisionConflict');
        const { siteId, expectedRevision, actualRevision = actual } = conflict;
        expectEqual(
          { siteId, expectedRevision, actualRevision },
          { siteId: site.siteId, expectedRevision: change.baseRevision, actualRevision: actual },
          'the conflict',
        );
      }
    };
    await expectFacts();
    await site.does(naming('First'), naming('Second'));
    seen.splice(0, 1, [ahead, 2], [first, 2]);
    await expectFacts();
  }),
};
