/** How long, in milliseconds, a webhook that has too much to do is left alone. */
const PAUSE = 1000;

/**
 * How many requests a webhook gets at once: half as many each time that it has too much to do, at least one; and one
 * more after as many successes as it gets at once.
 */
export class Parallelism {
  readonly #max: number;
  #limit: number;
  #successes = 0;
  #pausedUntil = 0;

  constructor(max: number) {
    this.#max = max;
    this.#limit = max;
  }

  get limit(): number {
    return this.#limit;
  }

  /** How long, in milliseconds, the next request has to wait. `instant` is of a clock that never goes back. */
  pauseAt(instant: number): number {
    return Math.max(0, this.#pausedUntil - instant);
  }

  noteOverload(instant: number): void {
    // Requests that were under way together count once.
    if (this.pauseAt(instant) > 0) return;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    this.#successes = 0;
    this.#pausedUntil = instant + PAUSE;
  }

  noteSuccess(): void {
    this.#successes += 1;
    if (this.#successes < this.#limit) return;
    this.#successes = 0;
    this.#limit = Math.min(this.#max, this.#limit + 1);
  }
}
