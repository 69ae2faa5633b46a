import type { LoyaltyProgramRepository, RepositoryUnavailable, SiteId } from '@loyalty-programs/core';
import { type Change, clone, type SaveResult } from '@loyalty-programs/core/adapter-kit';
import { err } from 'neverthrow';
import { Gathering } from './gathering.js';
import type { Settled } from './options.js';

/** The part of a store that changes are saved with. */
type SavingStore = Pick<LoyaltyProgramRepository, 'save' | 'saveMany'>;

/** Saves the changes that come in one turn together, except that no two of one site share a batch. */
export class Saves {
  readonly #store: SavingStore;
  readonly #gathering: Gathering<Change, SaveResult>;

  constructor(store: SavingStore, { maxBatchSize, schedule }: Settled) {
    this.#store = store;
    this.#gathering = new Gathering(
      {
        batches: (gathered) => batchesOf(gathered, maxBatchSize),
        answers: (changes) => this.#answers(changes),
      },
      schedule,
    );
  }

  save(change: Change): Promise<SaveResult> {
    if (this.#gathering.isClosed) return this.#store.save(change);
    // What goes in is the caller's own, also between the call and the end of the turn.
    return this.#gathering.ask(clone(change));
  }

  close(): Promise<void> {
    return this.#gathering.close();
  }

  async #answers(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    try {
      const answers = await this.#save(changes);
      return changes.map((_, at) => answers[at] ?? err(unavailable('the store gave no answer')));
    } catch (cause) {
      return changes.map(() => err(unavailable(cause)));
    }
  }

  async #save(changes: readonly Change[]): Promise<readonly SaveResult[]> {
    const [first, ...others] = changes;
    if (first === undefined || others.length > 0) return this.#store.saveMany(changes);
    return [await this.#store.save(first)];
  }
}

/** The first changes of all sites come first, then the second ones, and so on: no site waits behind another. */
const batchesOf = <Call extends { readonly asked: Change }>(
  gathered: readonly Call[],
  maxBatchSize: number,
): readonly (readonly Call[])[] => {
  const rounds: Call[][][] = [];
  const roundsOfSite = new Map<SiteId, number>();
  for (const call of gathered) {
    const { siteId } = call.asked.program;
    const round = roundsOfSite.get(siteId) ?? 0;
    roundsOfSite.set(siteId, round + 1);
    const batches = (rounds[round] ??= [[]]);
    const last = batches.at(-1);
    if (last !== undefined && last.length < maxBatchSize) last.push(call);
    else batches.push([call]);
  }
  return rounds.flat();
};

const unavailable = (cause: unknown): RepositoryUnavailable => ({ type: 'RepositoryUnavailable', cause });
