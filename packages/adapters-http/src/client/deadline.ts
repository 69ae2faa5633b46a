import type { AbortSignalLike } from '@loyalty-programs/core';

/** Ends a call when its time is over, or when its caller gives it up. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignalLike | undefined;
  readonly #end: number;
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(milliseconds: number, caller: AbortSignalLike | undefined) {
    this.#end = Date.now() + milliseconds;
    this.#timer = setTimeout(this.#abort, milliseconds);
    this.#caller = caller;
    if (caller?.aborted === true) this.#abort();
    else caller?.addEventListener('abort', this.#abort);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The caller gave the call up. */
  get isCancelled(): boolean {
    return this.#caller?.aborted === true;
  }

  /** Waits, unless the call would end before; says whether it did. */
  async waitFor(milliseconds: number): Promise<boolean> {
    if (this.signal.aborted || Date.now() + milliseconds >= this.#end) return false;
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
