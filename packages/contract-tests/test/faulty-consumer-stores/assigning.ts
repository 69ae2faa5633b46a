import type { RenewRequest } from '@loyalty-programs/core/adapter-kit';
import { err, ok } from 'neverthrow';
import type { ConsumerStoreFault } from './fault.js';

/** Renews with another request. */
const renewing =
  (change: (request: RenewRequest) => RenewRequest): ConsumerStoreFault['inject'] =>
  (memory) => ({ renew: (request) => memory.renew(change(request)) });

/** Faults in who works on which partition. */
export const assigningFaults: Readonly<Record<string, ConsumerStoreFault>> = {
  'gives a new epoch at each renewal': {
    inject: (memory) => ({
      renew: async (request) => {
        const { instance, consumer } = request;
        const left = await memory.leave(consumer, instance);
        return left.isErr() ? err(left.error) : memory.renew(request);
      },
    }),
    fails: {
      'renews leases under their epochs': /the renewed leases: .*epoch/u,
      'renews leases that have expired, if nobody has taken them': /the renewed leases: .*epoch/u,
      'releases nothing of a later holder': /the lease of the later holder: .*epoch/u,
    },
  },
  'counts epochs from 0': {
    inject: (memory) => ({
      renew: async (request) =>
        (await memory.renew(request)).map(({ leases, share }) => ({
          leases: leases.map((lease) => ({ ...lease, epoch: lease.epoch - 1 })),
          share,
        })),
      commit: (lease, progress) => memory.commit({ ...lease, epoch: lease.epoch + 1 }, progress),
      release: (lease) => memory.release({ ...lease, epoch: lease.epoch + 1 }),
    }),
    fails: {
      'gives a lone instance all partitions, in order, with epochs from 1': /the leases: .*epoch/u,
      'gives no partition to two of many that come at once': /partition 0/u,
      'refuses progress under a lost lease, and stores nothing of it': /the lease that was refused: .*epoch/u,
    },
  },
  'rounds shares down': {
    inject: (memory) => ({
      renew: async (request) =>
        (await memory.renew(request)).map(({ leases, share }) => ({
          leases,
          share: request.partitions % share === 0 ? share : share - 1,
        })),
    }),
    fails: {
      'shares the partitions among the announced instances, rounded up': /the shares as instances arrive/u,
    },
  },
  'takes whatever is free': {
    inject: (memory) => ({
      renew: async (request) =>
        (await memory.renew({ ...request, partitions: 2 * request.partitions })).map(({ leases, share }) => ({
          leases: leases.filter(({ partition }) => partition < request.partitions),
          share: Math.ceil(share / 2),
        })),
    }),
    fails: {
      'takes no more than its share, though more is free': /what the second takes/u,
    },
  },
  'gives partitions that others have': {
    inject: (memory) => ({
      renew: async (request) => {
        const assigned = await memory.renew(request);
        const { partitions } = (await memory.state(request.consumer)).unwrapOr({ partitions: [], held: [] });
        const { consumer } = request;
        return assigned.map(({ share }) => ({
          leases: partitions.map(({ partition, epoch }) => ({ consumer, partition, epoch })),
          share,
        }));
      },
    }),
    fails: {
      'renews leases under their epochs': /the leases of another instance in renewed time/u,
      'takes no more than its share, though more is free': /what the second takes/u,
      'hands a released partition over at once, under a higher epoch': /what a second one gets at first/u,
      'replaces an instance when its leases expire, not before': /leases before they expire/u,
      'gives no partition to two of many that come at once': /how many different partitions were taken/u,
    },
  },
  'lets leases expire too early': {
    inject: renewing((request) => ({ ...request, until: request.until - 1 })),
    fails: {
      'replaces an instance when its leases expire, not before': /leases before they expire/u,
      'stores progress and returns every detail of it': /the partition: .*expiresAt/u,
    },
  },
  'lets leases expire too late': {
    inject: renewing((request) => ({ ...request, now: request.now - 1 })),
    fails: {
      'replaces an instance when its leases expire, not before': /the share without the expired instance/u,
      'releases nothing of a later holder': /two got no lease/u,
      'refuses progress under a lost lease, and stores nothing of it': /two got no lease/u,
    },
  },
  'releases no partition': {
    inject: () => ({ release: () => Promise.resolve(ok(undefined)) }),
    fails: {
      'takes no more than its share, though more is free': /what the second takes/u,
      'hands a released partition over at once, under a higher epoch': /the partition that was taken/u,
      'reports an outage from every method': /release gave .* where RepositoryUnavailable was expected/u,
    },
  },
  'releases the partition of any lease': {
    inject: (memory) => ({
      release: async (lease) => {
        const { partitions } = (await memory.state(lease.consumer)).unwrapOr({ partitions: [], held: [] });
        const state = partitions.find(({ partition }) => partition === lease.partition);
        return memory.release({ ...lease, epoch: state?.epoch ?? lease.epoch });
      },
    }),
    fails: {
      'releases nothing of a later holder': /commit failed: .*LeaseLost/u,
    },
  },
  'withdraws no instance': {
    inject: () => ({ leave: () => Promise.resolve(ok(undefined)) }),
    fails: {
      'leaves at once': /the share of who stays/u,
      'goes on where the instance before has stopped': /two got no lease/u,
      'reports an outage from every method': /leave gave .* where RepositoryUnavailable was expected/u,
    },
  },
  'takes all consumers for one': {
    inject: (memory) => ({
      renew: (request) => memory.renew({ ...request, consumer: 'mail' }),
      state: () => memory.state('mail'),
    }),
    fails: {
      'keeps consumers apart': /the other consumer/u,
    },
  },
  'gives its leases in no order': {
    inject: (memory) => ({
      renew: async (request) =>
        (await memory.renew(request)).map(({ leases, share }) => ({ leases: leases.toReversed(), share })),
    }),
    fails: {
      'gives a lone instance all partitions, in order, with epochs from 1': /the leases: .*partition/u,
      'takes no more than its share, though more is free': /what the second takes/u,
      'replaces an instance when its leases expire, not before': /leases when they have expired/u,
      'leaves at once': /the leases of who stays/u,
      'keeps consumers apart': /the other consumer/u,
      'stores progress and returns every detail of it': /the partition: .*cursor/u,
      'refuses progress under a lost lease, and stores nothing of it': /the cursor/u,
      'goes on where the instance before has stopped': /the cursors/u,
    },
  },
};
