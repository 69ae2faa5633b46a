import type { FeedPage, ProgramEvent } from '@loyalty-programs/core';
import { ok } from 'neverthrow';
import type { ProgramEventFeedFault } from './fault.js';

/** Tells something else than what is right. */
const telling =
  (change: (page: FeedPage, limit: number) => FeedPage): ProgramEventFeedFault['inject'] =>
  (memory) =>
  async (cursor, limit) =>
    (await memory.readAfter(cursor, limit)).map((page) => change(page, limit));

/** Each is the feed in memory with one fault. */
export const programEventFeedFaults: Readonly<Record<string, ProgramEventFeedFault>> = {
  'tells another time': {
    inject: telling((page) => ({
      ...page,
      events: page.events.map((event) => ({ ...event, time: event.time + 1 })),
    })),
    fails: {
      'delivers every detail of all sites, and the events of a site in order':
        /at 0\.time: expected \d+, got \d+/u,
      'delivers nothing of a refused change': /at 0\.time: expected \d+, got \d+/u,
      'no longer delivers erased events, but those of a new start': /at 0\.time: expected \d+, got \d+/u,
      'skips nothing while many sites change concurrently': /at 0\.time: expected \d+, got \d+/u,
      'returns an empty page when there are no events, with a cursor to continue from':
        /at 0\.time: expected \d+, got \d+/u,
      'delivers everything page by page, whatever the page size': /at 0\.time: expected \d+, got \d+/u,
      'delivers everything to each of several readers': /at 0\.time: expected \d+, got \d+/u,
    },
  },
  'tells a page backwards': {
    inject: telling((page) => ({ ...page, events: page.events.toReversed() })),
    fails: {
      'delivers every detail of all sites, and the events of a site in order': /told of one: at 0\.type/u,
      'delivers everything page by page, whatever the page size': /told of one: at 0\.type/u,
      'delivers everything to each of several readers': /told of shop: at 0\.type/u,
    },
  },
  'skips the last event of a full page': {
    inject: telling((page, limit) => ({
      ...page,
      events: page.events.length === limit ? page.events.slice(0, -1) : page.events,
    })),
    fails: {
      'skips nothing while many sites change concurrently': /told of busy-/u,
      'delivers everything page by page, whatever the page size': /told of one: at 0: .*got nothing/u,
      'delivers everything to each of several readers': /told of shop: at 0\.type/u,
    },
  },
  'tells more than it is asked for': {
    inject: (memory) => (cursor, limit) => memory.readAfter(cursor, limit + 1),
    fails: {
      'skips nothing while many sites change concurrently': /a page of 4 events, not 3/u,
      'delivers everything page by page, whatever the page size': /a page of 2 events, not 1/u,
      'delivers everything to each of several readers': /a page of 2 events, not 1/u,
    },
  },
  'starts anew each time': {
    inject: (memory) => (_cursor, limit) => memory.readAfter(null, limit),
    fails: {
      'delivers every detail of all sites, and the events of a site in order': /the feed comes to no end/u,
      'delivers nothing of a refused change': /the feed comes to no end/u,
      'no longer delivers erased events, but those of a new start': /the feed comes to no end/u,
      'skips nothing while many sites change concurrently': /the feed comes to no end/u,
      'delivers everything page by page, whatever the page size': /the feed comes to no end/u,
      'delivers everything to each of several readers': /the feed comes to no end/u,
      'returns an empty page when there are no events, with a cursor to continue from':
        /the last page: at 0: expected nothing/u,
      'refuses an invalid cursor and quotes it': /readAfter gave .* where InvalidCursor was expected/u,
    },
  },
  'has one place for all readers': {
    inject: (memory) => {
      let place: string | null = null;
      return async (cursor, limit) => {
        if (cursor !== null && !/^\d{1,9}$/u.test(cursor)) return memory.readAfter(cursor, limit);
        return (await memory.readAfter(place, limit)).map((page) => {
          place = page.cursor;
          return page;
        });
      };
    },
    fails: {
      'no longer delivers erased events, but those of a new start': /told of stays: at 0: .*got nothing/u,
      'is unaffected by a caller that mutates a page of events':
        /a page after one was changed: at 0: .*got nothing/u,
      'delivers everything page by page, whatever the page size': /told of one: at 0: .*got nothing/u,
      'delivers everything to each of several readers': /told of shop: at 0\.type/u,
    },
  },
  'tells what was erased': {
    inject: (memory) => {
      const told = new Map<string, ProgramEvent>();
      return async (cursor, limit) =>
        (await memory.readAfter(cursor, limit)).map((page) => {
          for (const event of page.events) {
            told.set(`${event.siteId} ${event.revision} ${event.ordinal}`, event);
          }
          return cursor === null && limit > 3 && page.events.length > 0
            ? { ...page, events: structuredClone([...told.values()]) }
            : page;
        });
    },
    fails: {
      'no longer delivers erased events, but those of a new start': /told of goes: at 0: expected nothing/u,
    },
  },
  'tells of one site alone': {
    inject: telling((page) => ({
      ...page,
      events: page.events.filter(({ siteId }) => siteId === page.events[0]?.siteId),
    })),
    fails: {
      'delivers every detail of all sites, and the events of a site in order':
        /told of Other: at 0: .*got nothing/u,
      'skips nothing while many sites change concurrently': /told of busy-/u,
      'delivers everything page by page, whatever the page size': /told of other: at 0\.type/u,
    },
  },
  'hands out its own page': {
    inject: (memory) => {
      let last: FeedPage | undefined;
      return async (cursor, limit) =>
        (await memory.readAfter(cursor, limit)).map((page) => {
          if (last?.cursor !== page.cursor || cursor !== null) last = page;
          return last;
        });
    },
    fails: {
      'no longer delivers erased events, but those of a new start': /told of stays: at 0: .*got nothing/u,
      'is unaffected by a caller that mutates a page of events':
        /a page after one was changed: at 0: .*got nothing/u,
      'delivers everything page by page, whatever the page size': /told of one: at 0: .*got nothing/u,
    },
  },
  'takes anything for a cursor': {
    inject: (memory) => async (cursor, limit) => {
      const page = await memory.readAfter(cursor, limit);
      return page.isErr() && page.error.type === 'InvalidCursor' ? memory.readAfter(null, limit) : page;
    },
    fails: {
      'refuses an invalid cursor and quotes it': /readAfter gave .* where InvalidCursor was expected/u,
    },
  },
  'has nothing to tell when it is down': {
    inject: (memory) => async (cursor, limit) => {
      const page = await memory.readAfter(cursor, limit);
      return page.isErr() && page.error.type === 'RepositoryUnavailable'
        ? ok({ events: [], cursor: '0' })
        : page;
    },
    fails: {
      'reports an outage, never an empty page': /readAfter gave .* where RepositoryUnavailable was expected/u,
    },
  },
  'ends at the first empty page': {
    inject: (memory) => {
      const emptyAt = new Set<string | null>();
      return async (cursor, limit) =>
        (await memory.readAfter(cursor, limit)).map((page) => {
          if (emptyAt.has(cursor)) return { events: [], cursor: page.cursor };
          if (page.events.length === 0) emptyAt.add(cursor).add(page.cursor);
          return page;
        });
    },
    fails: {
      'no longer delivers erased events, but those of a new start': /told of goes: at 0: .*got nothing/u,
      'returns an empty page when there are no events, with a cursor to continue from':
        /told of shop: at 0: .*got nothing/u,
      'delivers everything to each of several readers': /told of shop: at 7: .*got nothing/u,
    },
  },
  'goes further than it has told': {
    inject: telling((page) => {
      const last = page.events.at(-1);
      return last === undefined ? page : { ...page, cursor: String(Number(page.cursor) + 1) };
    }),
    fails: {
      'delivers every detail of all sites, and the events of a site in order':
        /readAfter failed: .*InvalidCursor/u,
      'delivers nothing of a refused change': /readAfter failed: .*InvalidCursor/u,
      'no longer delivers erased events, but those of a new start': /readAfter failed: .*InvalidCursor/u,
      'returns an empty page when there are no events, with a cursor to continue from':
        /readAfter failed: .*InvalidCursor/u,
      'delivers everything to each of several readers': /readAfter failed: .*InvalidCursor/u,
      'skips nothing while many sites change concurrently': /told of busy-/u,
      'delivers everything page by page, whatever the page size': /told of one: at 1\.type/u,
    },
  },
};
