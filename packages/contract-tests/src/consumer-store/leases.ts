import type { Checks } from '../check.js';
import { errorOf, expectEqual, valueOf } from '../expectations.js';
import { commit, Instance, LEASE, partitionsOf, START, stateOf, upTo } from './instance.js';
import type { ConsumerStoreHarness } from './harness.js';

/** Who works on which partition. */
export const leaseChecks = {
  'gives a lone instance all partitions, in order, with epochs from 1': async ({ store }) => {
    const { leases, share } = await new Instance(store, 'one').renew();
    expectEqual(share, 4, 'the share');
    expectEqual(
      leases,
      [0, 1, 2, 3].map((partition) => ({ consumer: 'mail', partition, epoch: 1 })),
      'the leases',
    );
  },

  'renews leases under their epochs': async ({ store }) => {
    const one = new Instance(store, 'one');
    const first = await one.leases();
    expectEqual(await one.leases(START + LEASE / 2), first, 'the renewed leases');
    const other = new Instance(store, 'other');
    expectEqual(await other.leases(START + LEASE), [], 'the leases of another instance in renewed time');
  },

  'renews leases that have expired, if nobody has taken them': async ({ store }) => {
    const one = new Instance(store, 'one');
    const first = await one.leases();
    expectEqual(await one.leases(START + 2 * LEASE), first, 'the renewed leases');
    await commit(store, await one.lease(START + 2 * LEASE), upTo('x'));
  },

  'shares the partitions among the announced instances, rounded up': async ({ store }) => {
    const instances = ['one', 'two', 'three'].map((name) => new Instance(store, name, { partitions: 7 }));
    const shares: number[] = [];
    for (const each of instances) shares.push((await each.renew()).share);
    expectEqual(shares, [7, 4, 3], 'the shares as instances arrive');
  },

  'takes no more than its share, though more is free': async ({ store }) => {
    const [one, two] = [new Instance(store, 'one'), new Instance(store, 'two')];
    const all = await one.leases();
    await two.renew();
    for (const lease of all) await valueOf('release', () => store.release(lease));
    expectEqual(partitionsOf(await two.leases()), [0, 1], 'what the second takes');
    expectEqual(partitionsOf(await one.leases()), [2, 3], 'what the first takes');
  },

  'hands a released partition over at once, under a higher epoch': async ({ store }) => {
    const [one, two] = [new Instance(store, 'one'), new Instance(store, 'two')];
    const [kept, , , given] = await one.leases();
    expectEqual(await two.leases(), [], 'what a second one gets at first');
    if (given === undefined || kept === undefined) throw new Error('too few leases');
    await valueOf('release', () => store.release(given));
    const [taken] = await two.leases();
    expectEqual(taken?.partition, given.partition, 'the partition that was taken');
    expectEqual((taken?.epoch ?? 0) > given.epoch, true, 'whether the epoch is higher');
    await errorOf('commit', () => store.commit(given, upTo('late')), 'LeaseLost');
    await commit(store, kept, upTo('in time'));
  },

  'replaces an instance when its leases expire, not before': async ({ store }) => {
    const [one, two] = [new Instance(store, 'one'), new Instance(store, 'two')];
    const lost = await one.leases();
    expectEqual((await two.renew(START + LEASE - 1)).leases, [], 'leases before they expire');
    const { leases, share } = await two.renew(START + LEASE);
    expectEqual(share, 4, 'the share without the expired instance');
    expectEqual(partitionsOf(leases), [0, 1, 2, 3], 'leases when they have expired');
    for (const [at, lease] of leases.entries()) {
      expectEqual(lease.epoch > (lost[at]?.epoch ?? 0), true, 'whether the epoch is higher');
    }
  },

  'leaves at once': async ({ store }) => {
    const [one, two] = [new Instance(store, 'one'), new Instance(store, 'two')];
    const lost = await one.lease();
    await valueOf('leave', () => store.leave('mail', 'one'));
    const { leases, share } = await two.renew();
    expectEqual(share, 4, 'the share of who stays');
    expectEqual(partitionsOf(leases), [0, 1, 2, 3], 'the leases of who stays');
    await errorOf('commit', () => store.commit(lost, upTo('late')), 'LeaseLost');
    await valueOf('leave', () => store.leave('mail', 'never came'));
  },

  'releases nothing of a later holder': async ({ store }) => {
    const [one, two] = [new Instance(store, 'one'), new Instance(store, 'two')];
    const lost = await one.lease();
    const lease = await two.lease(START + LEASE);
    await valueOf('release', () => store.release(lost));
    await valueOf('leave', () => store.leave('mail', 'one'));
    await commit(store, lease, upTo('on time'));
    expectEqual(await two.lease(START + LEASE), lease, 'the lease of the later holder');
  },

  'gives no partition to two of many that come at once': async ({ store }) => {
    const instances = Array.from(
      { length: 6 },
      (_, at) => new Instance(store, `instance ${at}`, { partitions: 12 }),
    );
    const assigned = await Promise.all(instances.map((each) => each.leases()));
    const taken = assigned.flatMap(partitionsOf);
    expectEqual(new Set(taken).size, taken.length, 'how many different partitions were taken');
    const { partitions } = await stateOf(store);
    for (const [at, leases] of assigned.entries()) {
      for (const { partition, epoch } of leases) {
        const state = partitions.find((each) => each.partition === partition);
        expectEqual([state?.instance, state?.epoch], [`instance ${at}`, epoch], `partition ${partition}`);
      }
    }
  },

  'keeps consumers apart': async ({ store }) => {
    const mail = await new Instance(store, 'one').lease();
    const cache = await new Instance(store, 'one', { consumer: 'cache' }).lease();
    await commit(store, mail, upTo('mail'));
    await commit(store, cache, upTo('cache'));
    await valueOf('leave', () => store.leave('mail', 'one'));
    const { partitions } = await stateOf(store, 'cache');
    expectEqual([partitions[0]?.cursor, partitions[0]?.instance], ['cache', 'one'], 'the other consumer');
    expectEqual((await stateOf(store)).partitions[0]?.cursor, 'mail', 'the cursor of the first');
    expectEqual(await stateOf(store, 'unknown'), { partitions: [], held: [] }, 'an unknown consumer');
  },
} as const satisfies Checks<ConsumerStoreHarness>;
