import type { Result } from 'neverthrow';
import type { Described } from '../program/errors.js';
import type { RecordedEvent } from '../program/site-events.js';
import type { Timestamp } from '../values/timestamp.js';
import type { RepositoryUnavailable } from './loyalty-program-repository.js';

/** The text is no cursor that this partition of the feed has given. */
export interface InvalidCursor extends Described {
  readonly type: 'InvalidCursor';
  readonly cursor: string;
}

export interface FeedPage {
  readonly events: readonly RecordedEvent[];
  /**
   * Where to read on in this partition. Opaque: a reader stores it and passes it back. Present without events too:
   * poll again later.
   */
  readonly cursor: string;
}

/**
 * What happens on all sites, for whoever passes it on: to a message broker, a search index, another service.
 *
 * The feed has partitions, and each site belongs to one of them, always to the same. The events of one site come in
 * the order of their sequence. Across the sites of a partition the order is that in which the feed got to know them;
 * across partitions there is none.
 *
 * No event is ever skipped, one that is committed late included; an event may come more than once. A reader that
 * stores its cursor after it has dealt with a page therefore misses nothing. What was erased is gone from the feed
 * too: a `ProgramErased` stands in its place.
 *
 * The methods never throw and never reject.
 */
export interface ProgramEventFeed {
  /** How many partitions the feed has, from 1: they are numbered from 0. Fixed when the store is made. */
  partitions(): Promise<Result<number, RepositoryUnavailable>>;

  /**
   * At most `limit` events of one partition after the cursor, from 1; `null` reads from the start. A partition that
   * does not exist has no cursors and no events.
   */
  readAfter(
    partition: number,
    cursor: string | null,
    limit: number,
  ): Promise<Result<FeedPage, InvalidCursor | RepositoryUnavailable>>;
}

/** Wakes readers of a feed up, so that they need not poll often. A signal may be lost: poll slowly all the same. */
export interface FeedSignal {
  /**
   * Calls the listener soon after something was recorded: with the partition, or `null` where that is not known.
   * Returns how to stop it. A listener does not throw.
   */
  subscribe(listener: (partition: number | null) => void): () => void;
}

/** A `FeedSignal` for a store to send. */
export class FeedSignals implements FeedSignal {
  readonly #listeners = new Set<(partition: number | null) => void>();

  subscribe(listener: (partition: number | null) => void): () => void {
    // A listener that subscribes twice is called twice, and each subscription ends on its own.
    const own = (partition: number | null): void => {
      listener(partition);
    };
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** What a listener throws, against the contract, stops neither the store nor other listeners. */
  send(partition: number | null): void {
    for (const listener of this.#listeners) {
      try {
        listener(partition);
      } catch {
        // The change is made already; there is nobody to report to.
      }
    }
  }
}

/** How far a reader has come in one partition. */
export interface FeedPosition {
  readonly partition: number;
  /** `null`: at the start. */
  readonly cursor: string | null;
}

/** Which events to remove. */
export interface PruneOptions {
  /** Remove events from before this time only. */
  readonly before: Timestamp;
  /**
   * How far each reader has come. Nothing that one of them has still to read is removed; in a partition without an
   * entry everything counts as read.
   */
  readonly readers: readonly FeedPosition[];
}

/** Removes events that are archived elsewhere, so that a store does not grow for ever. It never rejects. */
export interface EventRetention {
  /**
   * Removes the events that the options name, revision by revision. Programs stay as they are, and can be replayed
   * from what is left. Returns how many events were removed. Interrupted, it has removed some of them; it can be
   * repeated.
   */
  prune(options: PruneOptions): Promise<Result<number, InvalidCursor | RepositoryUnavailable>>;
}
