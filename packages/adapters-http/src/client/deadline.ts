import type { AbortSignalLike } from '@loyalty-programs/core';

/** The longest time that a timer can take, in milliseconds: some 24 days. */
const MAX_DELAY = 2 ** 31 - 1;

/** Ends a call when its time is over, or when its caller gives it up. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignalLike | undefined;
  readonly #end: number;
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(milliseconds: number, caller: AbortSignalLike | undefined) {
    // The clock of the wall may be set while a call is under way; this one only goes on.
    this.#end = performance.now() + milliseconds;
    this.#timer = setTimeout(this.#abort, Math.min(milliseconds, MAX_DELAY));
    this.#caller = caller;
    caller?.addEventListener('abort', this.#abort);
    if (this.isCancelled || milliseconds <= 0) this.#abort();
  }

  /** Aborts at the end of the time, or of the caller's patience. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The caller gave the call up. */
  get isCancelled(): boolean {
    return this.#caller?.aborted === true;
  }

  /** Waits, unless the call would end before; says whether it did. */
  async waitFor(milliseconds: number): Promise<boolean> {
    if (this.signal.aborted || performance.now() + milliseconds >= this.#end) return false;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    return !this.signal.aborted;
  }

  /** Has to be called in the end, or the timer and the caller's signal would keep hold of it. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#abort);
  }

  readonly #abort = (): void => {
    this.#controller.abort();
  };
}
