import type { FeedPage, ProgramEvent } from '@loyalty-programs/core';
import { branded } from '@loyalty-programs/core/adapter-kit';
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
      'tells every detail of all sites, those of one site in order': /at 0\.time: expected \d+, got \d+/u,
      'tells nothing of a change that was refused': /at 0\.time: expected \d+, got \d+/u,
      'tells no more of what was erased, and tells of a new start': /at 0\.time: expected \d+, got \d+/u,
      'skips nothing while many sites change at once': /at 0\.time: expected \d+, got \d+/u,
      'has an empty page where there is nothing to tell yet, and can be read on from there':
        /at 0\.time: expected \d+, got \d+/u,
      'tells everything page by page, whatever a page holds': /at 0\.time: expected \d+, got \d+/u,
      'tells each of several readers everything': /at 0\.time: expected \d+, got \d+/u,
    },
  },
  'tells a page backwards': {
    inject: telling((page) => ({ ...page, events: page.events.toReversed() })),
    fails: {
      'tells every detail of all sites, those of one site in order': /told of one: at 0\.type/u,
      'tells everything page by page, whatever a page holds': /told of one: at 0\.type/u,
      'tells each of several readers everything': /told of shop: at 0\.type/u,
    },
  },
  'skips the last event of a full page': {
    inject: telling((page, limit) => ({
      ...page,
      events: page.events.length === limit ? page.events.slice(0, -1) : page.events,
    })),
    fails: {
      'skips nothing while many sites change at once': /told of busy-/u,
      'tells everything page by page, whatever a page holds': /told of one: at 0: .*got nothing/u,
      'tells each of several readers everything': /told of shop: at 0\.type/u,
    },
  },
  'tells more than it is asked for': {
    inject: (memory) => (cursor, limit) => memory.readAfter(cursor, limit + 1),
    fails: {
      'skips nothing while many sites change at once': /a page of 4 events, not 3/u,
      'tells everything page by page, whatever a page holds': /a page of 2 events, not 1/u,
      'tells each of several readers everything': /a page of 2 events, not 1/u,
    },
  },
  'starts anew each time': {
    inject: (memory) => (_cursor, limit) => memory.readAfter(null, limit),
    fails: {
      'tells every detail of all sites, those of one site in order': /the feed comes to no end/u,
      'tells nothing of a change that was refused': /the feed comes to no end/u,
      'tells no more of what was erased, and tells of a new start': /the feed comes to no end/u,
      'skips nothing while many sites change at once': /the feed comes to no end/u,
      'tells everything page by page, whatever a page holds': /the feed comes to no end/u,
      'tells each of several readers everything': /the feed comes to no end/u,
      'has an empty page where there is nothing to tell yet, and can be read on from there':
        /the last page: at 0: expected nothing/u,
      'refuses what is no cursor, and says what it was':
        /readAfter gave .* where InvalidCursor was expected/u,
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
      'tells no more of what was erased, and tells of a new start': /told of stays: at 0: .*got nothing/u,
      'tells as before when a caller changes a page': /a page after one was changed: at 0: .*got nothing/u,
      'tells everything page by page, whatever a page holds': /told of one: at 0: .*got nothing/u,
      'tells each of several readers everything': /told of shop: at 0\.type/u,
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
      'tells no more of what was erased, and tells of a new start': /told of goes: at 0: expected nothing/u,
    },
  },
  'tells of one site alone': {
    inject: telling((page) => ({
      ...page,
      events: page.events.filter(({ siteId }) => siteId === page.events[0]?.siteId),
    })),
    fails: {
      'tells every detail of all sites, those of one site in order': /told of Other: at 0: .*got nothing/u,
      'skips nothing while many sites change at once': /told of busy-/u,
      'tells everything page by page, whatever a page holds': /told of other: at 0\.type/u,
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
      'tells no more of what was erased, and tells of a new start': /told of stays: at 0: .*got nothing/u,
      'tells as before when a caller changes a page': /a page after one was changed: at 0: .*got nothing/u,
      'tells everything page by page, whatever a page holds': /told of one: at 0: .*got nothing/u,
    },
  },
  'takes anything for a cursor': {
    inject: (memory) => async (cursor, limit) => {
      const page = await memory.readAfter(cursor, limit);
      return page.isErr() && page.error.type === 'InvalidCursor' ? memory.readAfter(null, limit) : page;
    },
    fails: {
      'refuses what is no cursor, and says what it was':
        /readAfter gave .* where InvalidCursor was expected/u,
    },
  },
  'has nothing to tell when it is down': {
    inject: (memory) => async (cursor, limit) => {
      const page = await memory.readAfter(cursor, limit);
      return page.isErr() && page.error.type === 'RepositoryUnavailable'
        ? ok({ events: [], cursor: branded('0') })
        : page;
    },
    fails: {
      'says that it is unavailable, never that there is nothing to tell':
        /readAfter gave .* where RepositoryUnavailable was expected/u,
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
      'tells no more of what was erased, and tells of a new start': /told of goes: at 0: .*got nothing/u,
      'has an empty page where there is nothing to tell yet, and can be read on from there':
        /told of shop: at 0: .*got nothing/u,
      'tells each of several readers everything': /told of shop: at 7: .*got nothing/u,
    },
  },
  'goes further than it has told': {
    inject: telling((page) => {
      const last = page.events.at(-1);
      return last === undefined ? page : { ...page, cursor: branded(String(Number(page.cursor) + 1)) };
    }),
    fails: {
      'tells every detail of all sites, those of one site in order': /readAfter failed: .*InvalidCursor/u,
      'tells nothing of a change that was refused': /readAfter failed: .*InvalidCursor/u,
      'tells no more of what was erased, and tells of a new start': /readAfter failed: .*InvalidCursor/u,
      'has an empty page where there is nothing to tell yet, and can be read on from there':
        /readAfter failed: .*InvalidCursor/u,
      'tells each of several readers everything': /readAfter failed: .*InvalidCursor/u,
      'skips nothing while many sites change at once': /told of busy-/u,
      'tells everything page by page, whatever a page holds': /told of one: at 1\.type/u,
    },
  },
};
