import type {
  FeedPage,
  InvalidCursor,
  ProgramEventFeed,
  RepositoryUnavailable,
} from '@loyalty-programs/core';
import { cursorAt, eventOf, numberIn, positionOf } from '../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import { Database } from './database.js';
import type { PostgresOptions } from './options.js';
import type { Queryable } from './queryable.js';
import { unavailable } from './unavailable.js';

/** How many events get their position at once. */
const POSITIONS_AT_ONCE = 1000;

/**
 * The events of all sites, in an order that holds across instances. An event gets its place in it not when it
 * is stored but when a reader first comes by after its commit. It needs the primary: a replica can't give
 * positions.
 */
export class PostgresProgramEventFeed implements ProgramEventFeed {
  readonly #database: Database;

  /** `database`: a pool, or a client without an open transaction, which could not see what comes after it began. */
  constructor(database: Queryable, options: PostgresOptions = {}) {
    this.#database = new Database(database, options);
  }

  async readAfter(
    cursor: string | null,
    limit: number,
  ): Promise<Result<FeedPage, InvalidCursor | RepositoryUnavailable>> {
    const position = positionOf(cursor);
    if (position.isErr()) return err(position.error);
    try {
      const page = await this.#page(position.value, limit);
      if (page.events.length >= limit) return ok(page);
      await this.#database.run('giveEventsPositions', [Math.max(limit, POSITIONS_AT_ONCE)]);
      return ok(await this.#page(position.value, limit));
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async #page(after: number, limit: number): Promise<FeedPage> {
    const rows = await this.#database.run('readFeed', [after, limit]);
    const last = rows.at(-1);
    return {
      events: rows.map(eventOf),
      cursor: cursorAt(last === undefined ? after : numberIn(last, 'position')),
    };
  }
}
