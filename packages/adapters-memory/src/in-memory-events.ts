import type { ProgramEventFeed, RecordedEvent, RepositoryUnavailable, SiteId } from '@loyalty-programs/core';
import {
  type FeedPage,
  type FeedPosition,
  type FeedSignal,
  FeedSignals,
  type InvalidCursor,
  type SiteEvent,
  clone,
} from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';

/** An event with a sequence, of the types that went in. */
export type Recorded<E extends SiteEvent> = E & Pick<RecordedEvent, 'sequence'>;

/**
 * The events of all sites in the memory of this process, in one partition. Give the same object to a repository and to
 * installations: then one feed tells of both.
 */
export class InMemoryEvents implements ProgramEventFeed, FeedSignal {
  readonly #signals = new FeedSignals();
  /** How many events each site has had. */
  readonly #sequences = new Map<SiteId, number>();
  /** In the order of their recording; a place stays empty when its event is removed. */
  #feed: (RecordedEvent | undefined)[] = [];
  /** How many places there were before the first one of `#feed`. */
  #removed = 0;

  partitions(): Promise<Result<number, RepositoryUnavailable>> {
    return Promise.resolve(ok(1));
  }

  async readAfter(
    partition: number,
    cursor: string | null,
    limit: number,
  ): Promise<Result<FeedPage, InvalidCursor | RepositoryUnavailable>> {
    await Promise.resolve();
    return this.#placeOf({ partition, cursor }).map((place) => {
      const events: RecordedEvent[] = [];
      let next = Math.max(place - this.#removed, 0);
      for (; partition === 0 && next < this.#feed.length && events.length < limit; next += 1) {
        const event = this.#feed[next];
        if (event !== undefined) events.push(clone(event));
      }
      return { events, cursor: String(partition === 0 ? next + this.#removed : 0) };
    });
  }

  subscribe(listener: (partition: number | null) => void): () => void {
    return this.#signals.subscribe(listener);
  }

  /** Records events of a site, in order. They belong to the store from now on. */
  record<E extends SiteEvent>(siteId: SiteId, events: readonly E[]): readonly Recorded<E>[] {
    const last = this.#sequences.get(siteId) ?? 0;
    const recorded = events.map((event, at): Recorded<E> => ({ ...event, sequence: last + at + 1 }));
    this.#sequences.set(siteId, last + events.length);
    for (const event of recorded) this.#feed.push(event);
    if (events.length > 0) this.#signals.send(0);
    return recorded;
  }

  /** Takes events out of the feed. */
  remove(isGone: (event: RecordedEvent) => boolean): number {
    let removed = 0;
    this.#feed.forEach((event, place) => {
      if (event === undefined || !isGone(event)) return;
      this.#feed[place] = undefined;
      removed += 1;
    });
    const first = this.#feed.findIndex((event) => event !== undefined);
    const empty = first < 0 ? this.#feed.length : first;
    this.#feed = this.#feed.slice(empty);
    this.#removed += empty;
    return removed;
  }

  /** The events that all readers have read. */
  readBy(readers: readonly FeedPosition[]): Result<ReadonlySet<RecordedEvent>, InvalidCursor> {
    let end = this.#removed + this.#feed.length;
    for (const reader of readers) {
      const place = this.#placeOf(reader);
      if (place.isErr()) return err(place.error);
      if (reader.partition === 0) end = Math.min(end, place.value);
    }
    const read = this.#feed.slice(0, Math.max(end - this.#removed, 0));
    return ok(new Set(read.filter((event) => event !== undefined)));
  }

  #placeOf({ partition, cursor }: FeedPosition): Result<number, InvalidCursor> {
    const end = partition === 0 ? this.#removed + this.#feed.length : 0;
    if (cursor === null) return ok(0);
    return /^\d{1,16}$/u.test(cursor) && Number(cursor) <= end
      ? ok(Number(cursor))
      : err({ type: 'InvalidCursor', cursor });
  }
}
