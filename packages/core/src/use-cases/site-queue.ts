import type { SiteId } from '../values/identifiers.js';

/** Lets tasks of one site run one after the other, and tasks of different sites beside each other. */
export class SiteQueue {
  readonly #last = new Map<SiteId, Promise<void>>();

  async run<T>(siteId: SiteId, task: () => Promise<T>): Promise<T> {
    const previous = this.#last.get(siteId);
    const { promise: mine, resolve: done } = withResolver();
    this.#last.set(siteId, mine);
    try {
      await previous;
      return await task();
    } finally {
      if (this.#last.get(siteId) === mine) this.#last.delete(siteId);
      done();
    }
  }
}

const withResolver = (): { promise: Promise<void>; resolve: () => void } => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
};
