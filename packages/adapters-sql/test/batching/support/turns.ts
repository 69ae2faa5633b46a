import type { Schedule } from '@loyalty-programs/adapters-sql/batching';

/** Lets the event loop turn that often. */
export const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
};

/** Turns that end when the test says so. */
export class ManualTurns {
  #due: (() => void)[] = [];

  readonly schedule: Schedule = (run) => {
    this.#due.push(run);
  };

  /** How much is scheduled for the end of the turn. */
  get due(): number {
    return this.#due.length;
  }

  end(): void {
    const due = this.#due;
    this.#due = [];
    for (const run of due) run();
  }
}
