import type { Checks } from '../check.js';
import { uniqueSiteId } from '../builders.js';
import { errorOf, expectEqual, valueOf } from '../expectations.js';
import { mutateDeep, snapshotOf } from '../plain-data.js';
import { aHeldSite, commit, Instance, LEASE, START, stateOf, upTo } from './instance.js';
import type { ConsumerStoreHarness } from './harness.js';

/** How far a consumer has come. */
export const progressChecks = {
  'stores progress and returns every detail of it': async ({ store }) => {
    const lease = await new Instance(store, 'one').lease();
    const waiting = aHeldSite(uniqueSiteId(), { cursor: null });
    const parked = aHeldSite(uniqueSiteId(), { status: 'parked', attempts: 16, sequence: 2 ** 40 });
    await commit(store, lease, upTo('{"at":1}', { held: [waiting, { ...parked, lastSequence: 2 ** 41 }] }));
    const { partitions, held } = await stateOf(store);
    const expected = {
      partition: 0,
      epoch: 1,
      cursor: '{"at":1}',
      instance: 'one',
      expiresAt: START + LEASE,
    };
    expectEqual(partitions[0], expected, 'the partition');
    const sites = [waiting, { ...parked, lastSequence: 2 ** 41 }];
    expectEqual(
      held,
      sites.sort((a, b) => (a.siteId < b.siteId ? -1 : 1)),
      'the held sites',
    );
  },

  'replaces and releases held sites, and no others': async ({ store }) => {
    const lease = await new Instance(store, 'one').lease();
    const [changed, gone, kept] = [uniqueSiteId(), uniqueSiteId(), uniqueSiteId()].map((siteId) =>
      aHeldSite(siteId),
    );
    if (changed === undefined || gone === undefined || kept === undefined) throw new Error('too few sites');
    await commit(store, lease, upTo('a', { held: [changed, gone, kept] }));
    const after = { ...changed, attempts: 2, sequence: 8, lastSequence: 12, reason: '' };
    await commit(store, lease, upTo('b', { held: [after], released: [gone.siteId] }));
    const expected = [after, kept].sort((a, b) => (a.siteId < b.siteId ? -1 : 1));
    expectEqual((await stateOf(store)).held, expected, 'the held sites');
  },

  'moves on what was passed of a held site, whatever a person decided meanwhile': async ({ store }) => {
    const lease = await new Instance(store, 'one').lease();
    const site = aHeldSite(uniqueSiteId(), { status: 'parked', attempts: 16 });
    await commit(store, lease, upTo('a', { held: [site] }));
    const now = START + 5000;
    await valueOf('resume', () => store.resume('mail', site.siteId, 'skip', now));
    const passed = [site.siteId, uniqueSiteId()].map((siteId) => ({ siteId, lastSequence: 11 }));
    await commit(store, lease, upTo('b', { passed }));
    const sequence = site.sequence + 1;
    const expected = { ...site, status: 'waiting', sequence, attempts: 0, retryAt: now, lastSequence: 11 };
    expectEqual((await stateOf(store)).held, [expected], 'the held sites');
  },

  'refuses progress under a lost lease, and stores nothing of it': async ({ store }) => {
    const [one, two] = [new Instance(store, 'one'), new Instance(store, 'two')];
    const lost = await one.lease();
    const site = aHeldSite(uniqueSiteId());
    await commit(store, lost, upTo('early', { held: [site] }));
    const lease = await two.lease(START + LEASE);
    const late = upTo('late', {
      held: [aHeldSite(uniqueSiteId())],
      passed: [{ siteId: site.siteId, lastSequence: 99 }],
    });
    const { lease: refused } = await errorOf('commit', () => store.commit(lost, late), 'LeaseLost');
    expectEqual(refused, lost, 'the lease that was refused');
    const { partitions, held } = await stateOf(store);
    expectEqual(partitions[0]?.cursor, 'early', 'the cursor');
    expectEqual(held, [site], 'the held sites');
    await commit(store, lease, upTo('on time'));
  },

  'refuses progress in a partition that was never leased': async ({ store }) => {
    const lease = { consumer: 'mail', partition: 0, epoch: 0 };
    await errorOf('commit', () => store.commit(lease, upTo('x')), 'LeaseLost');
    await errorOf('commit', () => store.commit({ ...lease, epoch: 1 }, upTo('x')), 'LeaseLost');
  },

  'goes on where the instance before has stopped': async ({ store }) => {
    const [one, two] = [new Instance(store, 'one'), new Instance(store, 'two')];
    const site = aHeldSite(uniqueSiteId());
    await commit(store, await one.lease(), upTo('here', { held: [site] }));
    await valueOf('leave', () => store.leave('mail', 'one'));
    await two.lease();
    const { partitions, held } = await stateOf(store);
    expectEqual([partitions[0]?.cursor, partitions[1]?.cursor], ['here', null], 'the cursors');
    expectEqual(held, [site], 'the held sites');
  },

  'lets a parked site be retried or skipped, once': async ({ store }) => {
    const lease = await new Instance(store, 'one').lease();
    const [retried, skipped] = [uniqueSiteId(), uniqueSiteId()].map((siteId) =>
      aHeldSite(siteId, { status: 'parked', attempts: 16 }),
    );
    if (retried === undefined || skipped === undefined) throw new Error('too few sites');
    await commit(store, lease, upTo('a', { held: [retried, skipped] }));
    const now = START + 5000;
    await valueOf('resume', () => store.resume('mail', retried.siteId, 'retry', now));
    await valueOf('resume', () => store.resume('mail', skipped.siteId, 'skip', now));
    const { held } = await stateOf(store);
    const resumed = { status: 'waiting', attempts: 0, retryAt: now } as const;
    const expected = [
      { ...retried, ...resumed },
      { ...skipped, ...resumed, sequence: skipped.sequence + 1 },
    ].sort((a, b) => (a.siteId < b.siteId ? -1 : 1));
    expectEqual(held, expected, 'the held sites');
    await errorOf('resume', () => store.resume('mail', retried.siteId, 'retry', now), 'SiteNotParked');
  },

  'resumes no site that is not parked for the consumer': async ({ store }) => {
    const lease = await new Instance(store, 'one').lease();
    const [waiting, parked] = [aHeldSite(uniqueSiteId()), aHeldSite(uniqueSiteId(), { status: 'parked' })];
    await commit(store, lease, upTo('a', { held: [waiting, parked] }));
    const unknown = uniqueSiteId();
    for (const [consumer, siteId] of [
      ['mail', unknown],
      ['mail', waiting.siteId],
      ['cache', parked.siteId],
    ] as const) {
      const error = await errorOf(
        'resume',
        () => store.resume(consumer, siteId, 'skip', START),
        'SiteNotParked',
      );
      expectEqual(error.siteId, siteId, 'the site that was refused');
    }
    const expected = [waiting, parked].sort((a, b) => (a.siteId < b.siteId ? -1 : 1));
    expectEqual((await stateOf(store)).held, expected, 'the held sites');
  },

  'is unaffected by a caller that mutates what it stored or read': async ({ store }) => {
    const lease = await new Instance(store, 'one').lease();
    const progress = upTo('a', { held: [aHeldSite(uniqueSiteId())] });
    await commit(store, lease, progress);
    const before = snapshotOf(await stateOf(store));
    mutateDeep(progress);
    mutateDeep(await stateOf(store));
    expectEqual(await stateOf(store), before, 'the state afterwards');
  },

  'reports an outage from every method': async (harness) => {
    const { store } = harness;
    const lease = await new Instance(store, 'one').lease();
    await harness.breakConnection();
    const request = { consumer: 'mail', instance: 'one', partitions: 1, now: START, until: START + LEASE };
    await errorOf('renew', () => store.renew(request), 'RepositoryUnavailable');
    await errorOf('state', () => store.state('mail'), 'RepositoryUnavailable');
    await errorOf('commit', () => store.commit(lease, upTo('a')), 'RepositoryUnavailable');
    await errorOf('release', () => store.release(lease), 'RepositoryUnavailable');
    await errorOf('leave', () => store.leave('mail', 'one'), 'RepositoryUnavailable');
    const siteId = uniqueSiteId();
    await errorOf('resume', () => store.resume('mail', siteId, 'skip', START), 'RepositoryUnavailable');
  },
} as const satisfies Checks<ConsumerStoreHarness>;
