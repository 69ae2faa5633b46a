/** Runs something later. Tests give their own, so that no test has to wait. */
export interface Timers {
  /** Calls back once after so many milliseconds. Returns how to prevent it. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemTimers: Timers = {
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Sleeps until the time is over or somebody wakes it. Woken while awake, it does not fall asleep the next time. */
export class Sleeper {
  readonly #timers: Timers;
  #isWoken = false;
  #wake: (() => void) | undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  async sleep(milliseconds: number): Promise<void> {
    if (!this.#isWoken) {
      await new Promise<void>((resolve) => {
        const cancel = this.#timers.after(milliseconds, resolve);
        this.#wake = () => {
          cancel();
          resolve();
        };
      });
    }
    this.#wake = undefined;
    this.#isWoken = false;
  }

  wake(): void {
    this.#isWoken = true;
    this.#wake?.();
  }
}
