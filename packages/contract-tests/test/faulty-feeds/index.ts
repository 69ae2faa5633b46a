import type { RecordedEvent, SiteId } from '@loyalty-programs/core';
import type { FeedPage } from '@loyalty-programs/core/adapter-kit';
import { ok } from 'neverthrow';
import type { ProgramEventFeedFault } from './fault.js';

/** Tells something else than what is right. */
const telling =
  (change: (page: FeedPage, limit: number) => FeedPage): ProgramEventFeedFault['inject'] =>
  (memory) =>
  async (partition, cursor, limit) =>
    (await memory.readAfter(partition, cursor, limit)).map((page) => change(page, limit));

/** Each is the feed in memory with one fault. */
export const programEventFeedFaults: Readonly<Record<string, ProgramEventFeedFault>> = {
  'tells another time': {
    inject: telling((page) => ({
      ...page,
      events: page.events.map((event) => ({ ...event, time: event.time + 1 })),
    })),
    fails: {
      'delivers what was installed, changed and uninstalled, before and after': /at 0\.time/u,
      'delivers the events of a site in order, whatever the clocks say': /at 0\.time/u,
      'delivers nothing where an installation stays as it is': /at 0\.1/u,
      'delivers a tombstone in place of the events of an erased program, once': /at 0\.time/u,
      'delivers the request that caused a change, where there is one': /at 0\.time: expected \d+, got \d+/u,
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
      'delivers what was installed, changed and uninstalled, before and after': /at 0\.time/u,
      'delivers the events of a site in order, whatever the clocks say': /clocks that disagree: at 1/u,
      'delivers nothing where an installation stays as it is': /at 0\.0/u,
      'delivers a tombstone in place of the events of an erased program, once': /at 0\.type/u,
      'counts the events of program and installation together, and never again from 1':
        /sequences of the site: at 0/u,
      'no longer delivers erased events, but those of a new start': /told of goes: at 0/u,
      'delivers the request that caused a change, where there is one': /told of shop: at 0/u,
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
    inject: (memory) => (partition, cursor, limit) => memory.readAfter(partition, cursor, limit + 1),
    fails: {
      'skips nothing while many sites change concurrently': /a page of 4 events, not 3/u,
      'delivers everything page by page, whatever the page size': /a page of 2 events, not 1/u,
      'delivers everything to each of several readers': /a page of 2 events, not 1/u,
    },
  },
  'starts anew each time': {
    inject: (memory) => (partition, _cursor, limit) => memory.readAfter(partition, null, limit),
    fails: {
      'delivers what was installed, changed and uninstalled, before and after': /the feed comes to no end/u,
      'delivers the events of a site in order, whatever the clocks say': /the feed comes to no end/u,
      'delivers nothing where an installation stays as it is': /the feed comes to no end/u,
      'delivers a tombstone in place of the events of an erased program, once': /the feed comes to no end/u,
      'counts the events of program and installation together, and never again from 1':
        /the feed comes to no end/u,
      'delivers the request that caused a change, where there is one': /the feed comes to no end/u,
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
      return async (partition, cursor, limit) => {
        if (cursor !== null && !/^\d{1,9}$/u.test(cursor)) return memory.readAfter(partition, cursor, limit);
        return (await memory.readAfter(partition, place, limit)).map((page) => {
          place = page.cursor;
          return page;
        });
      };
    },
    fails: {
      'delivers the events of a site in order, whatever the clocks say': /told of shop: at 0: .*got nothing/u,
      'no longer delivers erased events, but those of a new start': /told of stays: at 0: .*got nothing/u,
      'is unaffected by a caller that mutates a page of events':
        /a page after one was changed: at 0: .*got nothing/u,
      'delivers everything page by page, whatever the page size': /told of one: at 0: .*got nothing/u,
      'delivers everything to each of several readers': /told of shop: at 0\.type/u,
    },
  },
  'tells what was erased': {
    inject: (memory) => {
      const told = new Map<string, RecordedEvent>();
      return async (partition, cursor, limit) =>
        (await memory.readAfter(partition, cursor, limit)).map((page) => {
          for (const event of page.events) {
            told.set(`${event.siteId} ${event.sequence}`, event);
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
      'delivers a site in one partition, always in the same':
        /partitions of site-\d+: expected 1, got undefined/u,
      'delivers every detail of all sites, and the events of a site in order':
        /told of Other: at 0: .*got nothing/u,
      'skips nothing while many sites change concurrently': /told of busy-/u,
      'delivers everything page by page, whatever the page size': /told of other: at 0\.type/u,
    },
  },
  'hands out its own page': {
    inject: (memory) => {
      let last: FeedPage | undefined;
      return async (partition, cursor, limit) =>
        (await memory.readAfter(partition, cursor, limit)).map((page) => {
          if (last?.cursor !== page.cursor || cursor !== null) last = page;
          return last;
        });
    },
    fails: {
      'delivers the events of a site in order, whatever the clocks say': /told of shop: at 0: .*got nothing/u,
      'no longer delivers erased events, but those of a new start': /told of stays: at 0: .*got nothing/u,
      'is unaffected by a caller that mutates a page of events':
        /a page after one was changed: at 0.type: .*got "spoilt"/u,
      'delivers everything page by page, whatever the page size': /told of one: at 0: .*got nothing/u,
    },
  },
  'takes anything for a cursor': {
    inject: (memory) => async (partition, cursor, limit) => {
      const page = await memory.readAfter(partition, cursor, limit);
      return page.isErr() && page.error.type === 'InvalidCursor'
        ? memory.readAfter(partition, null, limit)
        : page;
    },
    fails: {
      'refuses an invalid cursor and quotes it': /readAfter gave .* where InvalidCursor was expected/u,
    },
  },
  'has nothing to tell when it is down': {
    inject: (memory) => async (partition, cursor, limit) => {
      const page = await memory.readAfter(partition, cursor, limit);
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
      return async (partition, cursor, limit) =>
        (await memory.readAfter(partition, cursor, limit)).map((page) => {
          if (emptyAt.has(cursor)) return { events: [], cursor: page.cursor };
          if (page.events.length === 0) emptyAt.add(cursor).add(page.cursor);
          return page;
        });
    },
    fails: {
      'counts the events of program and installation together, and never again from 1':
        /number of events: expected 5, got 4/u,
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
      'delivers what was installed, changed and uninstalled, before and after':
        /readAfter failed: .*InvalidCursor/u,
      'delivers the events of a site in order, whatever the clocks say': /readAfter failed: .*InvalidCursor/u,
      'delivers nothing where an installation stays as it is': /readAfter failed: .*InvalidCursor/u,
      'delivers a tombstone in place of the events of an erased program, once':
        /readAfter failed: .*InvalidCursor/u,
      'counts the events of program and installation together, and never again from 1':
        /readAfter failed: .*InvalidCursor/u,
      'delivers a site in one partition, always in the same': /the sites later on: at site-0: .*got nothing/u,
      'delivers the request that caused a change, where there is one': /readAfter failed: .*InvalidCursor/u,
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
  'forgets the request': {
    inject: telling((page) => ({
      ...page,
      events: page.events.map((event) => ({ ...event, causedBy: null })),
    })),
    fails: {
      'delivers what was installed, changed and uninstalled, before and after': /at 0\.causedBy/u,
      'delivers a tombstone in place of the events of an erased program, once': /at 0\.causedBy/u,
      'delivers the request that caused a change, where there is one':
        /told of shop: at 0\.causedBy: expected "Anfrage Ü 1\/2", got null/u,
    },
  },
  'counts from 1 again after an erasure': {
    inject: (memory) => {
      const erased = new Map<SiteId, number>();
      return async (partition, cursor, limit) =>
        (await memory.readAfter(partition, cursor, limit)).map((page) => ({
          ...page,
          events: page.events.map((event) => {
            if (event.type === 'ProgramErased') erased.set(event.siteId, event.sequence);
            return { ...event, sequence: event.sequence - (erased.get(event.siteId) ?? 0) };
          }),
        }));
    },
    fails: {
      'counts the events of program and installation together, and never again from 1':
        /sequences of the site: at 0/u,
      'no longer delivers erased events, but those of a new start': /told of goes/u,
    },
  },
  'has its sites in every partition': {
    inject: (memory) => (_, cursor, limit) => memory.readAfter(0, cursor, limit),
    fails: {
      'has nothing in a partition that does not exist': /events of a partition too many: at 0/u,
    },
  },
  'has one more partition each time': {
    inject: (memory) => (partition, cursor, limit) => memory.readAfter(partition, cursor, limit),
    partitions: (calls) => calls,
    fails: {
      'has at least one partition, and always as many': /once there are sites: expected 1, got 2/u,
    },
  },
  'forgets what was installed before': {
    inject: telling((page) => ({
      ...page,
      events: page.events.map((event) =>
        event.type === 'InstallationChanged' ? { ...event, before: event.after } : event,
      ),
    })),
    fails: {
      'delivers what was installed, changed and uninstalled, before and after': /at 1\.before\.accountId/u,
    },
  },
  'tells of an installation that stays as it is': {
    inject: telling((page) => ({
      ...page,
      events: page.events.flatMap((event): RecordedEvent[] =>
        event.type === 'LoyaltyInstalled' && event.time === 2000
          ? [
              event,
              { ...event, type: 'InstallationChanged', before: event.after, sequence: event.sequence + 0.1 },
            ]
          : [event],
      ),
    })),
    fails: {
      'delivers nothing where an installation stays as it is': /at 1\.0: .*got "InstallationChanged"/u,
      'delivers a tombstone in place of the events of an erased program, once': /at 1\.type/u,
    },
  },
  'tells nothing of an erasure': {
    inject: telling((page) => ({
      ...page,
      events: page.events.filter(({ type }) => type !== 'ProgramErased'),
    })),
    fails: {
      'delivers a tombstone in place of the events of an erased program, once': /at 1: .*got nothing/u,
      'counts the events of program and installation together, and never again from 1':
        /number of events: expected 5, got 4/u,
    },
  },
};
