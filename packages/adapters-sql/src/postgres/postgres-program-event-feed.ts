import type {
  FeedPage,
  InvalidCursor,
  RecordedEvent,
  ProgramEventFeed,
  RepositoryUnavailable,
} from '@loyalty-programs/core';
import { type Row, cursorAt, numberIn, positionOf, recordedEventOf } from '../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import { Database } from './database.js';
import type { PostgresOptions, Queryable } from './options.js';
import { unavailable } from './failure.js';

/** Positions across servers would need commits that are never seen in part; there are none. */
const NO_FEED = 'there is no feed across all sites on a sharded database';

/** How many events get their position at once. */
const POSITIONS_AT_ONCE = 1000;

/**
 * The events of all sites, in an order that holds across instances. An event gets its place in it not when it
 * is stored but when a reader first comes by after its commit. It needs the primary: a replica can't give
 * positions. An event that can't be read is left out and reported as `UnreadableEvent`.
 */
export class PostgresProgramEventFeed implements ProgramEventFeed {
  readonly #database: Database;
  readonly #isSharded: boolean;

  /** `database`: a pool, or a client without an open transaction, which could not see what comes after it began. */
  constructor(database: Queryable, options: PostgresOptions = {}) {
    this.#database = new Database(database, options);
    this.#isSharded = options.sharded === true;
  }

  partitions(): Promise<Result<number, RepositoryUnavailable>> {
    return Promise.resolve(ok(1));
  }

  async readAfter(
    partition: number,
    cursor: string | null,
    limit: number,
  ): Promise<Result<FeedPage, InvalidCursor | RepositoryUnavailable>> {
    if (this.#isSharded) return unavailable(NO_FEED);
    const position = positionOf(cursor);
    if (position.isErr()) return err(position.error);
    if (partition !== 0) return ok({ events: [], cursor: cursorAt(0) });
    try {
      const rows = await this.#rows(position.value, limit);
      if (rows.length >= limit) return ok(this.#pageOf(rows, position.value));
      await this.#database.run('giveEventsPositions', [Math.max(limit, POSITIONS_AT_ONCE)]);
      return ok(this.#pageOf(await this.#rows(position.value, limit), position.value));
    } catch (cause) {
      return unavailable(cause);
    }
  }

  #rows(after: number, limit: number): Promise<readonly Row[]> {
    return this.#database.run('readFeed', [after, limit]);
  }

  #pageOf(rows: readonly Row[], after: number): FeedPage {
    const last = rows.at(-1);
    return {
      events: rows.flatMap((row) => this.#readable(row)),
      cursor: cursorAt(last === undefined ? after : numberIn(last, 'position')),
    };
  }

  /** One row that can't be read must not stop the feed of all sites. */
  #readable(row: Row): readonly RecordedEvent[] {
    try {
      return [recordedEventOf(row)];
    } catch (cause) {
      const { site_id: siteId, revision, ordinal } = row;
      this.#database.warn({ type: 'UnreadableEvent', siteId, revision, ordinal, cause });
      return [];
    }
  }
}
