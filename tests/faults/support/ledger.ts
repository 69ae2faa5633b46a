import type { SiteId } from '@loyalty-programs/core';

/** What became of a change, as far as its caller was told. */
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

/** What callers have asked for, and what they were told. */
export class Ledger {
  readonly #entries: Entry[] = [];
  readonly #waiting: { readonly until: number; readonly resolve: () => void }[] = [];
  #acknowledged = 0;

  note(entry: Entry): void {
    this.#entries.push(entry);
    if (entry.fate.type !== 'acknowledged') return;
    this.#acknowledged += 1;
    for (const { until, resolve } of this.#waiting) if (this.#acknowledged >= until) resolve();
  }

  of(siteId: SiteId): readonly Entry[] {
    return this.#entries.filter((entry) => entry.siteId === siteId);
  }

  /** How many entries there are of each fate. */
  count(type: Fate['type']): number {
    return this.#entries.filter(({ fate }) => fate.type === type).length;
  }

  /** Resolves when so many more changes have been acknowledged. */
  acknowledges(more: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ until: this.#acknowledged + more, resolve });
    });
  }
}
