import type { SiteId } from '@loyalty-programs/core';

/** The outcome of a change as reported to its caller. */
export type Fate =
  | { readonly type: 'acknowledged'; readonly revision: number }
  /** It surely has no effect. */
  | { readonly type: 'refused'; readonly by: string }
  | { readonly type: 'unknown' };

/** A change of a program's name. No two have the same name. */
export interface Entry {
  readonly siteId: SiteId;
  readonly name: string;
  readonly fate: Fate;
}

/** What callers have requested, and the answers that they got. */
export class Ledger {
  readonly #entries: Entry[] = [];
  readonly #onNote = new Set<() => void>();

  note(entry: Entry): void {
    this.#entries.push(entry);
    for (const look of this.#onNote) look();
  }

  of(siteId: SiteId): readonly Entry[] {
    return this.#entries.filter((entry) => entry.siteId === siteId);
  }

  /** How many changes there are of these fates. */
  count(...types: readonly Fate['type'][]): number {
    return this.#entries.filter(({ fate }) => types.includes(fate.type)).length;
  }

  /** Resolves when so many more changes have one of these fates. */
  more(count: number, ...types: readonly Fate['type'][]): Promise<void> {
    const end = this.count(...types) + count;
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.count(...types) < end) return;
        this.#onNote.delete(look);
        resolve();
      };
      this.#onNote.add(look);
    });
  }
}
