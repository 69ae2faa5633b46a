import {
  type Change,
  type ChangeContext,
  type LoyaltyProgram,
  type SiteId,
  untouchedDraft,
} from '@loyalty-programs/core';
import { EVERYTHING_INSTALLED, type Operation, changeBy } from '../operations.js';
import type { Store } from './store.js';

/** A change and what `save` gave back for it. */
export interface Saved {
  readonly change: Change;
  readonly returned: LoyaltyProgram;
}

/** A site as a check changes it, with the memory of what was saved. */
export class Site {
  readonly siteId: SiteId;
  readonly #store: Store;
  readonly #saved: Saved[] = [];
  #program: LoyaltyProgram;

  constructor(store: Store, siteId: SiteId) {
    this.#store = store;
    this.siteId = siteId;
    this.#program = untouchedDraft(siteId, EVERYTHING_INSTALLED.since);
  }

  /** As the last `save` gave it back; before the first, the untouched draft. */
  get program(): LoyaltyProgram {
    return this.#program;
  }

  /** Everything saved so far, in order. */
  get saved(): readonly Saved[] {
    return this.#saved;
  }

  /** What an operation would make of the program as it is. */
  change(operation: Operation, context?: Partial<ChangeContext>): Change {
    return changeBy(operation, this.#program, context);
  }

  /** Saves a change of the program as it is. */
  async save(change: Change): Promise<LoyaltyProgram> {
    const returned = await this.#store.save(change);
    this.remember({ change, returned });
    return returned;
  }

  /** Takes note of a change that was saved past this site. */
  remember(saved: Saved): void {
    this.#saved.push(saved);
    this.#program = saved.returned;
  }

  /** Carries out operations, one after the other, and saves each. */
  async does(...operations: readonly Operation[]): Promise<LoyaltyProgram> {
    for (const operation of operations) await this.save(this.change(operation));
    return this.#program;
  }
}
