import type { RepositoryUnavailable } from '@loyalty-programs/core';
import type { Result } from 'neverthrow';
import type { DeliveryResult, Health, LaneState, Settlement } from '../ports/webhook-store.js';

/** How long, in milliseconds, results gather before they are written together. */
const GATHERING = 10;

/** How long, in milliseconds, to wait before results are written again that could not be. */
const RETRY = 500;

type Write = (
  settlements: readonly Settlement[],
  health: readonly Health[],
) => Promise<Result<void, RepositoryUnavailable>>;

interface Gathered {
  readonly webhookId: string;
  readonly siteId: Settlement['siteId'];
  readonly results: DeliveryResult[];
  next: LaneState;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Writes the states of deliveries in batches. What could not be written is written again, until it is dropped. */
export class Settlements {
  readonly #write: Write;
  readonly #onWritten: () => void;
  readonly #onFailure: (failure: RepositoryUnavailable) => void;
  #lanes = new Map<string, Gathered>();
  #health = new Map<string, Health>();
  #isWriting = false;

  constructor(write: Write, onWritten: () => void, onFailure: (failure: RepositoryUnavailable) => void) {
    this.#write = write;
    this.#onWritten = onWritten;
    this.#onFailure = onFailure;
  }

  /** How many lanes have something that is not written yet. */
  get size(): number {
    return this.#lanes.size;
  }

  add({ webhookId, siteId, results, next }: Settlement): void {
    const key = `${webhookId} ${siteId}`;
    const gathered = this.#lanes.get(key);
    if (gathered === undefined) {
      this.#lanes.set(key, { webhookId, siteId, results: [...results], next });
    } else {
      gathered.results.push(...results);
      gathered.next = next;
    }
    this.#start();
  }

  addHealth(health: Health): void {
    this.#health.set(health.webhookId, health);
    this.#start();
  }

  /** Writes what has gathered, if it can be written now. */
  async flush(): Promise<void> {
    await this.#writeOnce();
  }

  /** Discards what is not written: the lanes belong to others now. */
  drop(): void {
    this.#lanes.clear();
    this.#health.clear();
  }

  #start(): void {
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#run().catch((cause: unknown) => {
      this.#isWriting = false;
      this.#onFailure({ type: 'RepositoryUnavailable', cause });
    });
  }

  async #run(): Promise<void> {
    while (this.#lanes.size > 0 || this.#health.size > 0) {
      await pause(GATHERING);
      if (await this.#writeOnce()) this.#onWritten();
      else await pause(RETRY);
    }
    this.#isWriting = false;
  }

  async #writeOnce(): Promise<boolean> {
    const [lanes, health] = [this.#lanes, this.#health];
    if (lanes.size === 0 && health.size === 0) return true;
    this.#lanes = new Map();
    this.#health = new Map();
    const written = await this.#write([...lanes.values()], [...health.values()]);
    if (written.isOk()) return true;
    this.#onFailure(written.error);
    this.#putBack(lanes, health);
    return false;
  }

  /** In front of what has gathered meanwhile. */
  #putBack(lanes: Map<string, Gathered>, health: Map<string, Health>): void {
    for (const [key, { results, next }] of this.#lanes) {
      const earlier = lanes.get(key);
      if (earlier === undefined) continue;
      earlier.results.push(...results);
      earlier.next = next;
      this.#lanes.delete(key);
    }
    this.#lanes = new Map([...lanes, ...this.#lanes]);
    this.#health = new Map([...health, ...this.#health]);
  }
}
