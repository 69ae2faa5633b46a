import type { SiteId } from '@loyalty-programs/core';
import { clone } from '@loyalty-programs/core/adapter-kit';
import { type Result, err, ok } from 'neverthrow';
import { Gathering, type Settled } from './batcher.js';

/** Where answers about sites come from. */
export interface Source<T, E> {
  one(siteId: SiteId): Promise<Result<T, E>>;
  many(siteIds: readonly SiteId[]): Promise<Result<ReadonlyMap<SiteId, T>, E>>;
  /** What is answered about a site that has no entry in the answer of `many`. */
  withoutEntry(): Result<T, E>;
  /** The error for a source that threw or rejected, against its promise. */
  unavailable(cause: unknown): E;
}

/** Asks about the sites that are asked about in one turn together, and about each of them once. */
export class Reads<T extends object | undefined, E extends object> {
  readonly #source: Source<T, E>;
  readonly #gathering: Gathering<SiteId, Result<T, E>>;

  constructor(source: Source<T, E>, { maxBatchSize, schedule, scheduleWhenIdle }: Settled) {
    this.#source = source;
    this.#gathering = new Gathering(
      {
        batches: (gathered) => batchesOf(gathered, maxBatchSize),
        answers: (siteIds) => this.#answers(siteIds),
      },
      schedule,
      scheduleWhenIdle,
    );
  }

  ask(siteId: SiteId): Promise<Result<T, E>> {
    return this.#gathering.isClosed ? this.#source.one(siteId) : this.#gathering.ask(siteId);
  }

  close(): Promise<void> {
    return this.#gathering.close();
  }

  async #answers(siteIds: readonly SiteId[]): Promise<readonly Result<T, E>[]> {
    const unanswered = new Set(siteIds);
    try {
      const found = await this.#find([...unanswered]);
      if (found.isErr()) return siteIds.map(() => err({ ...found.error }));
      return siteIds.map((siteId) => {
        const value = found.value.get(siteId);
        if (value === undefined) return this.#source.withoutEntry();
        // What comes out is the caller's own: the first who asked gets it as it came, all others a copy.
        return ok(unanswered.delete(siteId) ? value : clone(value));
      });
    } catch (cause) {
      return siteIds.map(() => err(this.#source.unavailable(cause)));
    }
  }

  async #find(siteIds: readonly SiteId[]): Promise<Result<ReadonlyMap<SiteId, T>, E>> {
    const [first, ...others] = siteIds;
    if (first === undefined || others.length > 0) return this.#source.many(siteIds);
    return (await this.#source.one(first)).map((value) => new Map([[first, value]]));
  }
}

/** All who ask about a site are in one batch, and no batch is about more than `maxBatchSize` sites. */
const batchesOf = <Call extends { readonly asked: SiteId }>(
  gathered: readonly Call[],
  maxBatchSize: number,
): readonly (readonly Call[])[] => {
  const batches: Call[][] = [];
  const places = new Map<SiteId, number>();
  for (const call of gathered) {
    const place = places.get(call.asked) ?? places.size;
    places.set(call.asked, place);
    (batches[Math.floor(place / maxBatchSize)] ??= []).push(call);
  }
  return batches;
};
