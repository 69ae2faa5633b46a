import type { ProgramEventFeed, RecordedEvent, SiteId } from '@loyalty-programs/core';
import type { SiteEvent } from '@loyalty-programs/core/adapter-kit';
import { expectEqual, fail, valueOf } from '../expectations.js';

/** More than any check has events. */
const MANY = 1000;

/** A reader of all partitions of the feed, which remembers its cursors. */
export class Reader {
  readonly #feed: ProgramEventFeed;
  readonly #cursors = new Map<number, string>();

  constructor(feed: ProgramEventFeed) {
    this.#feed = feed;
  }

  /** The next page of each partition. */
  async next(limit = MANY): Promise<readonly RecordedEvent[]> {
    const partitions = await valueOf('partitions', () => this.#feed.partitions());
    const events: RecordedEvent[] = [];
    for (let partition = 0; partition < partitions; partition += 1) {
      events.push(...(await this.nextOf(partition, limit)));
    }
    return events;
  }

  /** The next page of one partition. */
  async nextOf(partition: number, limit = MANY): Promise<readonly RecordedEvent[]> {
    const cursor = this.#cursors.get(partition) ?? null;
    const page = await valueOf('readAfter', () => this.#feed.readAfter(partition, cursor, limit));
    if (page.events.length > limit) fail(`a page of ${page.events.length} events, not ${limit}`);
    this.#cursors.set(partition, page.cursor);
    return page.events;
  }

  /** Everything from here to pages that are empty. */
  async rest(limit = MANY): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for (let pages = 0; pages < MANY; pages += 1) {
      const page = await this.next(limit);
      if (page.length === 0) return events;
      events.push(...page);
    }
    return fail('the feed comes to no end');
  }
}

/** The events of a site without those that came again: a feed may deliver one twice. */
export const onceOf = (told: readonly RecordedEvent[], siteId: SiteId): readonly RecordedEvent[] =>
  told
    .filter((event) => event.siteId === siteId)
    .filter(({ sequence }, at, all) => all.findIndex((each) => each.sequence === sequence) === at);

const withoutSequence = (event: RecordedEvent): unknown =>
  Object.fromEntries(Object.entries(event).filter(([key]) => key !== 'sequence'));

/** The events of a site must be these, each at least once, in order and in ascending sequences from 1. */
export const expectTold = (
  told: readonly RecordedEvent[],
  siteId: SiteId,
  expected: readonly SiteEvent[],
): void => {
  const ofSite = onceOf(told, siteId);
  expectEqual(ofSite.map(withoutSequence), expected, `what is told of ${siteId}`);
  let last = 0;
  for (const { sequence } of ofSite) {
    if (!Number.isSafeInteger(sequence) || sequence <= last) {
      fail(`the sequences of ${siteId} don't ascend: ${sequence} after ${last}`);
    }
    last = sequence;
  }
};
