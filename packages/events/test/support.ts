import { InMemoryConsumerStore, InMemoryEvents, ManualClock } from '@loyalty-programs/adapters-memory';
import {
  consume,
  type ConsumeOptions,
  type Consumer,
  type ConsumerProblem,
  type Timers,
} from '@loyalty-programs/events';
import { type RecordedEvent, siteIdOf, type SiteId } from '@loyalty-programs/core';
import { onTestFinished } from 'vitest';

/** When the tests begin. */
export const START = Date.UTC(2030, 0);

interface Alarm {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that passes only when a test says so. */
export class ManualTime extends ManualClock implements Timers {
  readonly #alarms = new Set<Alarm>();

  constructor() {
    super(START);
  }

  after(milliseconds: number, callback: () => void): () => void {
    const alarm = { at: this.now() + milliseconds, callback };
    this.#alarms.add(alarm);
    return () => {
      this.#alarms.delete(alarm);
    };
  }

  /** Lets time pass, alarm by alarm. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.now() + milliseconds;
    await settle();
    for (;;) {
      const [next] = [...this.#alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#alarms.delete(next);
      this.set(Math.max(next.at, this.now()));
      next.callback();
      await settle();
    }
    this.set(end);
  }
}

/** Until everything that needs no timer has happened. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

export const site = (name: string): SiteId => siteIdOf(name);

/** An event as tests write it: `shop 3`. */
export const nameOf = ({ siteId, sequence }: RecordedEvent): string => `${siteId} ${sequence}`;

/** A feed in memory with a store, and time that tests move. */
export class World {
  readonly time = new ManualTime();
  readonly feed = new InMemoryEvents();
  readonly store = new InMemoryConsumerStore();
  readonly handled: string[] = [];
  readonly problems: ConsumerProblem[] = [];

  /** Records an event of each site. */
  record(...siteIds: readonly string[]): void {
    for (const siteId of siteIds.map(site)) {
      const event = {
        type: 'ProgramErased',
        siteId,
        time: this.time.now(),
        actor: null,
        causedBy: null,
      } as const;
      this.feed.record(siteId, [event]);
    }
  }

  consume(options: Partial<ConsumeOptions> = {}): Consumer {
    const consumer = consume(this.feed, {
      name: 'mail',
      store: this.store,
      clock: this.time,
      timers: this.time,
      handle: (event) => this.handled.push(nameOf(event)),
      onProblem: (problem) => this.problems.push(problem),
      ...options,
    });
    onTestFinished(() => consumer.stop());
    return consumer;
  }
}
