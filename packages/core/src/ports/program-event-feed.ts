import type { Result } from 'neverthrow';
import type { Described } from '../program/errors.js';
import type { ProgramEvent } from '../program/events.js';
import type { RepositoryUnavailable } from './loyalty-program-repository.js';

/** The text is no cursor that this feed has given. */
export interface InvalidCursor extends Described {
  readonly type: 'InvalidCursor';
  readonly cursor: string;
}

export interface FeedPage {
  readonly events: readonly ProgramEvent[];
  /**
   * Where to read on. Opaque: a reader stores it and passes it back. Present without events too: poll again
   * later.
   */
  readonly cursor: string;
}

/**
 * The events of all sites, for whoever passes them on: to a message broker, a search index, another service.
 * The events of one site come in order. Across sites the order is that in which the feed got to know them.
 *
 * No event is ever skipped, one that is committed late included; an event may come more than once. A reader
 * that stores its cursor after it has dealt with a page therefore misses nothing. What was erased is gone from
 * the feed too.
 *
 * The method never throws and never rejects.
 */
export interface ProgramEventFeed {
  /** At most `limit` events after the cursor, from 1; `null` reads from the start. */
  readAfter(
    cursor: string | null,
    limit: number,
  ): Promise<Result<FeedPage, InvalidCursor | RepositoryUnavailable>>;
}
