import { InMemoryConsumerStore, InMemoryEvents } from '@loyalty-programs/adapters-memory';
import { consume, type Consumer, type ConsumerStore } from '@loyalty-programs/events';
import type { ProgramEventFeed, RecordedEvent } from '@loyalty-programs/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ManualTime, site } from './support.js';

/** What can happen, in any order. */
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constant('record' as const), siteId: fc.constantFrom('a', 'b', 'c') }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('start' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constantFrom('stop' as const, 'kill' as const), instance: fc.nat(3) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
    },
  ),
  { minLength: 5, maxLength: 40 },
);

/** An instance that can be killed: nothing that it began is completed after that. */
class Instance {
  readonly consumer: Consumer;
  #isKilled = false;

  isKilled(): boolean {
    return this.#isKilled;
  }

  constructor(
    number: number,
    {
      time,
      feed,
      store,
      handle,
    }: {
      readonly time: ManualTime;
      readonly feed: ProgramEventFeed;
      readonly store: ConsumerStore;
      readonly handle: (event: RecordedEvent) => void;
    },
    random: () => number,
  ) {
    /** Takes between 0 and 20 seconds, so that calls of all instances interleave, and leases end in between. */
    const slowly = async <T>(call: () => Promise<T> | T): Promise<T> => {
      const wait = () =>
        new Promise<void>((resolve) => time.after(random() < 0.8 ? 0 : random() * 20_000, resolve));
      await wait();
      if (this.isKilled()) return new Promise<T>(() => undefined);
      const answer = await call();
      await wait();
      return this.isKilled() ? new Promise<T>(() => undefined) : answer;
    };
    this.consumer = consume(
      {
        partitions: () => feed.partitions(),
        readAfter: (...place) => slowly(() => feed.readAfter(...place)),
      },
      {
        name: 'mail',
        instance: `instance ${number}`,
        batch: 3,
        clock: time,
        timers: time,
        store: {
          renew: (request) => slowly(() => store.renew(request)),
          state: (consumer) => slowly(() => store.state(consumer)),
          commit: (lease, progress) => slowly(() => store.commit(lease, progress)),
          release: (lease) => slowly(() => store.release(lease)),
          leave: (consumer, instance) => slowly(() => store.leave(consumer, instance)),
          resume: (...decision) => slowly(() => store.resume(...decision)),
        },
        handle: (event) =>
          slowly(() => {
            handle(event);
          }),
        onProblem: () => undefined,
      },
    );
  }

  stop(): void {
    this.consumer.stop().catch(() => undefined);
  }

  kill(): void {
    this.#isKilled = true;
  }
}

test('However instances start, stop, die and overtake each other, no event of a site is skipped, and order holds', async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      async (plan, numbers) => {
        const time = new ManualTime();
        const [feed, memory] = [new InMemoryEvents(), new InMemoryConsumerStore()];
        const firsts = new Map<string, number[]>();
        const recorded = new Map<string, number>();
        const cursors: number[] = [];
        const store: ConsumerStore = {
          renew: (request) => memory.renew(request),
          state: (consumer) => memory.state(consumer),
          commit: async (lease, progress) => {
            const committed = await memory.commit(lease, progress);
            return committed.map(() => {
              cursors.push(Number(progress.cursor));
            });
          },
          release: (lease) => memory.release(lease),
          leave: (consumer, instance) => memory.leave(consumer, instance),
          resume: (...decision) => memory.resume(...decision),
        };
        const handle = ({ siteId, sequence }: RecordedEvent): void => {
          const handled = firsts.get(siteId) ?? [];
          if (!handled.includes(sequence)) firsts.set(siteId, [...handled, sequence]);
        };
        const random = (): number => Number(numbers.next().value);
        const instances: Instance[] = [];
        const start = () =>
          instances.push(new Instance(instances.length, { time, feed, store, handle }, random));
        start();
        for (const step of plan) {
          if (step.type === 'record') {
            const siteId = site(step.siteId);
            const event = {
              type: 'ProgramErased',
              siteId,
              time: time.now(),
              actor: null,
              causedBy: null,
            } as const;
            feed.record(siteId, [event]);
            recorded.set(siteId, (recorded.get(siteId) ?? 0) + 1);
          } else if (step.type === 'pass') await time.pass(step.seconds * 1000);
          else if (step.type === 'start') start();
          else if (step.type === 'kill') instances[step.instance]?.kill();
          else instances[step.instance]?.stop();
        }
        // The last one, after which no instance dies.
        for (const instance of instances) instance.kill();
        start();
        await time.pass(600_000);
        for (const [siteId, count] of recorded) {
          expect(firsts.get(siteId)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
        }
        expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
      },
    ),
    { numRuns: 50 },
  );
}, 120_000);
