import type { LoyaltyProgram, SiteId } from '@loyalty-programs/core';
import { programAt, siteAt } from './programs.js';

/**
 * The sites of a store, divided among workers so that no two ever change the same one, and the programs that
 * are known to be stored. Sites are drawn uniformly at random.
 */
export class Sites {
  readonly #count: number;
  readonly #workers: number;
  readonly #saved = new Map<number, LoyaltyProgram>();

  constructor(count: number, workers: number) {
    this.#count = count;
    this.#workers = workers;
  }

  /** Any site at all. */
  any(): SiteId {
    return siteAt(Math.floor(Math.random() * this.#count));
  }

  /** The number of a site of this worker. */
  ofWorker(worker: number): number {
    const share = Math.floor(this.#count / this.#workers);
    return worker + this.#workers * Math.floor(Math.random() * share);
  }

  /** What is stored for the site of a number. */
  stored(number: number): LoyaltyProgram {
    return this.#saved.get(number) ?? programAt(number);
  }

  note(number: number, program: LoyaltyProgram): void {
    this.#saved.set(number, program);
  }
}
