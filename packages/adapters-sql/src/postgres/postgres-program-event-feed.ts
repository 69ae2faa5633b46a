import type { ProgramEventFeed, RecordedEvent, RepositoryUnavailable } from '@loyalty-programs/core';
import type {
  EventRetention,
  FeedPage,
  InvalidCursor,
  PruneOptions,
} from '@loyalty-programs/core/adapter-kit';
import { type Row, cursorAt, numberIn, positionOf, recordedEventOf } from '../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import { Database } from './database.js';
import { prunePartition } from './history.js';
import type { PostgresOptions, Queryable } from './options.js';
import { PARTITIONS } from './partition.js';
import { unavailable } from './failure.js';

/** How many events get their position at once. */
const POSITIONS_AT_ONCE = 1000;

const isPartition = (partition: number): boolean =>
  Number.isInteger(partition) && partition >= 0 && partition < PARTITIONS;

/**
 * The events of all sites in 64 partitions, each in an order that holds across instances. An event gets its place in
 * it not when it is stored but when a reader first comes by after its commit. It needs the primary: a replica can't
 * give positions. An event that can't be read is set aside and reported as `UnreadableEvent`.
 */
export class PostgresProgramEventFeed implements ProgramEventFeed, EventRetention {
  readonly #database: Database;

  /** `database`: a pool, or a client without an open transaction, which could not see what comes after it began. */
  constructor(database: Queryable, options: PostgresOptions = {}) {
    this.#database = new Database(database, options);
  }

  partitions(): Promise<Result<number, RepositoryUnavailable>> {
    return Promise.resolve(ok(PARTITIONS));
  }

  async readAfter(
    partition: number,
    cursor: string | null,
    limit: number,
  ): Promise<Result<FeedPage, InvalidCursor | RepositoryUnavailable>> {
    const position = positionOf(cursor);
    if (position.isErr()) return err(position.error);
    if (!isPartition(partition)) return ok({ events: [], cursor: cursorAt(0) });
    const after = position.value;
    const read = () => this.#database.run('readFeed', [partition, after, limit]);
    try {
      const rows = await read();
      if (rows.length >= limit) return ok(await this.#pageOf(partition, rows, after));
      const given = await this.#database.run('giveEventsPositions', [
        partition,
        Math.max(limit, POSITIONS_AT_ONCE),
      ]);
      // Another reader may have given the positions meanwhile.
      const all = given.length === 0 && rows.length > 0 ? rows : await read();
      return ok(await this.#pageOf(partition, all, after));
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async prune({
    before,
    readers,
  }: PruneOptions): Promise<Result<number, InvalidCursor | RepositoryUnavailable>> {
    const ends = new Map<number, number>();
    for (const { partition, cursor } of readers) {
      const position = positionOf(cursor);
      if (position.isErr()) return err(position.error);
      ends.set(partition, Math.min(position.value, ends.get(partition) ?? position.value));
    }
    let removed = 0;
    try {
      for (let partition = 0; partition < PARTITIONS; partition += 1) {
        const position = ends.get(partition) ?? Number.MAX_SAFE_INTEGER;
        removed += await prunePartition(this.#database, partition, { before, position });
      }
      return ok(removed);
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async #pageOf(partition: number, rows: readonly Row[], after: number): Promise<FeedPage> {
    const events: RecordedEvent[] = [];
    for (const row of rows) {
      try {
        events.push(recordedEventOf(row));
      } catch (cause) {
        await this.#setAside(partition, row, cause);
      }
    }
    const last = rows.at(-1);
    return { events, cursor: cursorAt(last === undefined ? after : numberIn(last, 'position')) };
  }

  /** One row that can't be read must not stop the feed of all sites. If this fails, the row is reported again. */
  async #setAside(partition: number, row: Row, cause: unknown): Promise<void> {
    const { site_id: siteId, sequence } = row;
    this.#database.warn({ type: 'UnreadableEvent', siteId, sequence, cause });
    await this.#database.run('setAside', [partition, siteId, sequence]).catch(() => undefined);
  }
}
