import type { LoyaltyProgram, SiteId } from '@loyalty-programs/core';
import { type Change, type ChangeContext, untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import { type Operation, changeBy } from '../operations.js';

/** No whole second, and far from what any clock shows that a store may have. */
const CREATED_ON = Date.UTC(2001, 1, 3, 4, 5, 6, 789);

/** A change and what `save` gave back for it. */
export interface Saved {
  readonly change: Change;
  readonly returned: LoyaltyProgram;
}

/** A site as a check changes it, with the memory of what was saved. */
export class Site {
  readonly siteId: SiteId;
  readonly #save: (change: Change) => Promise<LoyaltyProgram>;
  readonly #saved: Saved[] = [];
  #program: LoyaltyProgram;

  constructor(siteId: SiteId, save: (change: Change) => Promise<LoyaltyProgram>) {
    this.siteId = siteId;
    this.#save = save;
    this.#program = untouchedDraft(siteId, CREATED_ON);
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
    const returned = await this.#save(change);
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
