/** When a call fails: before anything is done, or when it is done and nobody has been told. */
export const MOMENTS = ['before', 'after'] as const;
export type Moment = (typeof MOMENTS)[number];

/**
 * Lets every n-th call of each method fail. Over all methods together nobody would ever get through: a change is
 * three calls, of which every second or third one is always the same.
 */
export class EveryNth {
  readonly #n: number;
  readonly #moment: Moment;
  readonly #calls = new Map<string, number>();

  constructor(n: number, moment: Moment) {
    this.#n = n;
    this.#moment = moment;
  }

  /** Makes the call, unless its turn has come; then the answer is what `fail` returns or throws. */
  async call<T>(method: string, call: () => Promise<T>, fail: () => T): Promise<T> {
    if (!this.#isTurnOf(method)) return call();
    if (this.#moment === 'after') await call();
    return fail();
  }

  /** The same for what answers at once. */
  now<T>(method: string, call: () => T, fail: () => never): T {
    if (!this.#isTurnOf(method)) return call();
    if (this.#moment === 'after') call();
    return fail();
  }

  #isTurnOf(method: string): boolean {
    const calls = (this.#calls.get(method) ?? 0) + 1;
    this.#calls.set(method, calls);
    return calls % this.#n === 0;
  }
}
