import type { ConsumerState } from '@loyalty-programs/core/adapter-kit';
import { ok } from 'neverthrow';
import type { ConsumerStoreFault } from './fault.js';
import { assigningFaults } from './assigning.js';

/** Changes what the store says of a consumer. */
const stating =
  (change: (state: ConsumerState) => ConsumerState): ConsumerStoreFault['inject'] =>
  (memory) => ({ state: async (consumer) => (await memory.state(consumer)).map(change) });

/** Each is the store in memory with one fault. */
export const consumerStoreFaults: Readonly<Record<string, ConsumerStoreFault>> = {
  ...assigningFaults,
  'stores progress under any lease': {
    inject: (memory) => ({
      commit: async (lease, progress) => {
        const state = await memory.state(lease.consumer);
        const epoch = state
          .unwrapOr({ partitions: [], held: [] })
          .partitions.find(({ partition }) => partition === lease.partition)?.epoch;
        return memory.commit({ ...lease, epoch: epoch ?? lease.epoch }, progress);
      },
    }),
    fails: {
      'hands a released partition over at once, under a higher epoch':
        /commit gave .* where LeaseLost was expected/u,
      'leaves at once': /commit gave .* where LeaseLost was expected/u,
      'refuses progress under a lost lease, and stores nothing of it':
        /commit gave .* where LeaseLost was expected/u,
    },
  },
  'takes a lost lease for stored progress': {
    inject: (memory) => ({
      commit: async (lease, progress) => {
        const committed = await memory.commit(lease, progress);
        return committed.isErr() && committed.error.type === 'LeaseLost' ? ok(undefined) : committed;
      },
    }),
    fails: {
      'hands a released partition over at once, under a higher epoch':
        /commit gave .* where LeaseLost was expected/u,
      'leaves at once': /commit gave .* where LeaseLost was expected/u,
      'refuses progress under a lost lease, and stores nothing of it':
        /commit gave .* where LeaseLost was expected/u,
      'refuses progress in a partition that was never leased': /commit gave .* where LeaseLost was expected/u,
    },
  },
  'forgets held sites': {
    inject: (memory) => ({ commit: (lease, progress) => memory.commit(lease, { ...progress, held: [] }) }),
    fails: {
      'moves on what was passed of a held site, whatever a person decided meanwhile':
        /resume failed: .*SiteNotParked/u,
      'stores progress and returns every detail of it': /the held sites/u,
      'replaces and releases held sites, and no others': /the held sites/u,
      'refuses progress under a lost lease, and stores nothing of it': /the held sites/u,
      'goes on where the instance before has stopped': /the held sites/u,
      'lets a parked site be retried or skipped, once': /resume failed: .*SiteNotParked/u,
      'resumes no site that is not parked for the consumer': /the held sites/u,
    },
  },
  'forgets what was passed of held sites': {
    inject: (memory) => ({ commit: (lease, progress) => memory.commit(lease, { ...progress, passed: [] }) }),
    fails: {
      'moves on what was passed of a held site, whatever a person decided meanwhile':
        /held sites: .*lastSequence/u,
    },
  },
  'never releases a held site': {
    inject: (memory) => ({
      commit: (lease, progress) => memory.commit(lease, { ...progress, released: [] }),
    }),
    fails: {
      'replaces and releases held sites, and no others': /the held sites: .*siteId/u,
    },
  },
  'keeps only the newest held sites': {
    inject: (memory) => ({
      commit: async (lease, progress) => {
        const { held } = (await memory.state(lease.consumer)).unwrapOr({ partitions: [], held: [] });
        const others = held.filter(({ siteId }) => !progress.held.some((site) => site.siteId === siteId));
        const released = [...progress.released, ...others.map(({ siteId }) => siteId)];
        return memory.commit(lease, { ...progress, released });
      },
    }),
    fails: {
      'moves on what was passed of a held site, whatever a person decided meanwhile':
        /held sites: .*got nothing/u,
      'replaces and releases held sites, and no others': /the held sites/u,
    },
  },
  'loses why a site is held': {
    inject: stating((state) => ({ ...state, held: state.held.map((site) => ({ ...site, reason: '' })) })),
    fails: {
      'moves on what was passed of a held site, whatever a person decided meanwhile': /held sites: .*reason/u,
      'stores progress and returns every detail of it': /the held sites: .*reason/u,
      'replaces and releases held sites, and no others': /the held sites: .*reason/u,
      'refuses progress under a lost lease, and stores nothing of it': /the held sites: .*reason/u,
      'goes on where the instance before has stopped': /the held sites: .*reason/u,
      'lets a parked site be retried or skipped, once': /the held sites: .*reason/u,
      'resumes no site that is not parked for the consumer': /the held sites: .*reason/u,
    },
  },
  'loses the cursor of a partition that nobody has': {
    inject: (memory) => ({
      leave: async (consumer, instance) => {
        const { partitions } = (await memory.state(consumer)).unwrapOr({ partitions: [], held: [] });
        for (const state of partitions) {
          if (state.instance !== instance) continue;
          const progress = { cursor: null, held: [], passed: [], released: [] };
          (await memory.commit({ consumer, ...state }, progress)).unwrapOr(undefined);
        }
        return memory.leave(consumer, instance);
      },
    }),
    fails: {
      'keeps consumers apart': /the cursor of the first/u,
      'goes on where the instance before has stopped': /the cursors/u,
    },
  },
  'resumes whatever it is called for': {
    inject: (memory) => ({
      resume: async (...call) => {
        const resumed = await memory.resume(...call);
        return resumed.isErr() && resumed.error.type === 'SiteNotParked' ? ok(undefined) : resumed;
      },
    }),
    fails: {
      'lets a parked site be retried or skipped, once': /resume gave .* where SiteNotParked was expected/u,
      'resumes no site that is not parked for the consumer':
        /resume gave .* where SiteNotParked was expected/u,
    },
  },
  'skips an event that is to be retried': {
    inject: (memory) => ({
      resume: (consumer, siteId, _, now) => memory.resume(consumer, siteId, 'skip', now),
    }),
    fails: {
      'lets a parked site be retried or skipped, once': /the held sites: .*sequence/u,
    },
  },
  'retries an event that is to be skipped': {
    inject: (memory) => ({
      resume: (consumer, siteId, _, now) => memory.resume(consumer, siteId, 'retry', now),
    }),
    fails: {
      'moves on what was passed of a held site, whatever a person decided meanwhile':
        /held sites: .*sequence/u,
      'lets a parked site be retried or skipped, once': /the held sites: .*sequence/u,
    },
  },
  'hands out its own state': {
    inject: (memory) => {
      let last: ConsumerState | undefined;
      return {
        commit: (lease, progress) => {
          last = undefined;
          return memory.commit(lease, progress);
        },
        state: async (consumer) =>
          (await memory.state(consumer)).map((state) => {
            if (state.held.length > 0) last ??= state;
            return last ?? state;
          }),
      };
    },
    fails: {
      'is unaffected by a caller that mutates what it stored or read': /the state afterwards: .*partitions/u,
    },
  },
  'has nothing to say when it is down': {
    inject: (memory) => ({
      state: async (consumer) =>
        (await memory.state(consumer)).orElse(() => ok({ partitions: [], held: [] })),
    }),
    fails: {
      'reports an outage from every method': /state gave .* where RepositoryUnavailable was expected/u,
    },
  },
};
