import type {
  ProgramEventFeed,
  RepositoryUnavailable,
  SiteEventType,
  Timestamp,
} from '@loyalty-programs/core';
import type { ConsumerStore, InvalidCursor } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';

/** How far a consumer is behind. */
export interface Lag {
  /** Events still to be read. Those of held sites that it has passed are not counted. */
  readonly events: number;
  /** There are more: at most 1,000 events of each partition are counted. */
  readonly isMore: boolean;
  /** The time of the oldest of them; `null`: there are none. */
  readonly oldest: Timestamp | null;
  /** Sites that wait for another attempt. */
  readonly waiting: number;
  /** Sites that wait for a person. */
  readonly parked: number;
}

/** How many events of a partition are counted. */
const MAX_COUNTED = 1000;

export const lagOf = async (
  feed: ProgramEventFeed,
  store: ConsumerStore,
  { name, types }: { readonly name: string; readonly types: ReadonlySet<SiteEventType> | undefined },
): Promise<Result<Lag, InvalidCursor | RepositoryUnavailable>> => {
  const partitions = await feed.partitions();
  const state = await store.state(name);
  if (partitions.isErr()) return err(partitions.error);
  if (state.isErr()) return err(state.error);
  let [events, isMore] = [0, false];
  let oldest: Timestamp | null = null;
  for (let partition = 0; partition < partitions.value; partition += 1) {
    const cursor = state.value.partitions.find((each) => each.partition === partition)?.cursor ?? null;
    const page = await feed.readAfter(partition, cursor, MAX_COUNTED);
    if (page.isErr()) return err(page.error);
    const open = page.value.events.filter(({ type }) => types?.has(type) !== false);
    events += open.length;
    isMore ||= page.value.events.length === MAX_COUNTED;
    for (const { time } of open) oldest = oldest === null ? time : Math.min(oldest, time);
  }
  const waiting = state.value.held.filter(({ status }) => status === 'waiting').length;
  return ok({ events, isMore, oldest, waiting, parked: state.value.held.length - waiting });
};
