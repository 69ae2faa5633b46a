import type { FeedPage, ProgramEvent, ProgramEventFeed, SiteId } from '@loyalty-programs/core';
import { expectEqual, fail, valueOf } from '../expectations.js';

/** More than any check has events. */
const MANY = 1000;

/** A reader of the feed, which remembers its cursor. */
export class Reader {
  readonly #feed: ProgramEventFeed;
  #cursor: string | null = null;

  constructor(feed: ProgramEventFeed) {
    this.#feed = feed;
  }

  /** The next page. */
  async next(limit = MANY): Promise<FeedPage> {
    const page = await valueOf('readAfter', () => this.#feed.readAfter(this.#cursor, limit));
    if (page.events.length > limit) fail(`a page of ${page.events.length} events, not ${limit}`);
    this.#cursor = page.cursor;
    return page;
  }

  /** Everything from here to an empty page. */
  async rest(limit = MANY): Promise<readonly ProgramEvent[]> {
    const events: ProgramEvent[] = [];
    for (let pages = 0; pages < MANY; pages += 1) {
      const page = await this.next(limit);
      if (page.events.length === 0) return events;
      events.push(...page.events);
    }
    return fail('the feed comes to no end');
  }
}

const placeOf = ({ revision, ordinal }: ProgramEvent): string => `${revision}.${ordinal}`;

/** The events without repeated ones: a feed may deliver an event twice. */
const once = (events: readonly ProgramEvent[]): readonly ProgramEvent[] =>
  events.filter((event, at) => events.findIndex((each) => placeOf(each) === placeOf(event)) === at);

/** The events of a site must be these, each at least once and in order. */
export const expectTold = (
  told: readonly ProgramEvent[],
  siteId: SiteId,
  expected: readonly ProgramEvent[],
): void => {
  const ofSite = told.filter((event) => event.siteId === siteId);
  expectEqual(once(ofSite), expected, `what is told of ${siteId}`);
};
