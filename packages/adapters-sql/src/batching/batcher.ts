import type { SiteId } from '@loyalty-programs/core';
import { clone } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';

/** Runs what it is given once, later: never before it has returned. */
export type Schedule = (run: () => void) => void;

/** The host timers that are used here. */
export interface Timers {
  readonly setImmediate?: ((run: () => void) => unknown) | undefined;
  readonly setTimeout: (run: () => void, milliseconds: number) => unknown;
}

/**
 * The end of the present turn of the event loop. `setImmediate` comes after the I/O callbacks of a turn, so that
 * requests which arrive on several sockets meet; a microtask would end with the first of them. Where there is
 * no `setImmediate`, as in browsers, a timer has to do.
 */
export const endOfTurn = ({ setImmediate, setTimeout }: Timers): Schedule =>
  setImmediate === undefined
    ? (run) => {
        setTimeout(run, 0);
      }
    : (run) => {
        setImmediate(run);
      };

/** Default for the largest number of sites in one statement. */
export const DEFAULT_MAX_BATCH_SIZE = 128;

export interface BatchingOptions {
  /** How many sites one statement may be about, from 1. Larger batches are split into several statements. */
  readonly maxBatchSize?: number;
  /**
   * When pending calls are dispatched. By default at the end of the turn of the event loop; a read that comes
   * while no other is under way does not wait for that, but only for those that are issued in one go with it.
   */
  readonly schedule?: Schedule;
}

/** The options with their defaults. */
export interface Settled extends Required<BatchingOptions> {
  /** When a read is dispatched that comes while no other is under way. */
  readonly scheduleWhenIdle: Schedule;
}

/** The options with their defaults. Throws on an invalid size. */
export const settled = ({ maxBatchSize = DEFAULT_MAX_BATCH_SIZE, schedule }: BatchingOptions): Settled => {
  if (!Number.isSafeInteger(maxBatchSize) || maxBatchSize < 1) {
    throw new RangeError(`maxBatchSize is a whole number from 1, not ${maxBatchSize}`);
  }
  return {
    maxBatchSize,
    schedule: schedule ?? endOfTurn(globalThis),
    scheduleWhenIdle: schedule ?? queueMicrotask,
  };
};

/** How pending calls are processed. */
interface Processor<Input, Answer> {
  /** Divides the calls into batches, in the order of dispatch. */
  batches<Call extends { readonly input: Input }>(calls: readonly Call[]): readonly (readonly Call[])[];
  /** One answer per input, in the same order. Never rejects. */
  answers(input: readonly Input[]): Promise<readonly Answer[]>;
}

interface Call<Input, Answer> {
  readonly input: Input;
  readonly answer: (answer: Answer) => void;
}

/**
 * Gathers calls until the scheduled time, and has them answered together. A later call never joins a batch that
 * was dispatched already: a read that starts after a change sees the change.
 */
export class Batcher<Input, Answer> {
  readonly #processor: Processor<Input, Answer>;
  readonly #schedule: Schedule;
  readonly #scheduleWhenIdle: Schedule;
  readonly #inFlight = new Set<Promise<void>>();
  #pending: Call<Input, Answer>[] = [];
  /** How many batches are dispatched and not answered yet. */
  #underWay = 0;
  #isClosed = false;

  constructor(
    processor: Processor<Input, Answer>,
    schedule: Schedule,
    scheduleWhenIdle: Schedule = schedule,
  ) {
    this.#processor = processor;
    this.#schedule = schedule;
    this.#scheduleWhenIdle = scheduleWhenIdle;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  call(input: Input): Promise<Answer> {
    return new Promise((answer) => {
      if (this.#pending.push({ input, answer }) > 1) return;
      const schedule = this.#underWay === 0 ? this.#scheduleWhenIdle : this.#schedule;
      schedule(() => {
        this.#dispatch();
      });
    });
  }

  /** Dispatches pending calls at once and waits for all calls in flight. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#dispatch();
    await Promise.all(this.#inFlight);
  }

  #dispatch(): void {
    const calls = this.#pending;
    this.#pending = [];
    for (const batch of this.#processor.batches(calls)) {
      const answered = this.#answer(batch);
      const forget = (): void => {
        this.#inFlight.delete(answered);
      };
      this.#inFlight.add(answered);
      answered.then(forget, forget);
    }
  }

  async #answer(batch: readonly Call<Input, Answer>[]): Promise<void> {
    this.#underWay += 1;
    const answers = await this.#processor.answers(batch.map(({ input }) => input));
    // Before a caller reacts to an answer with another call.
    this.#underWay -= 1;
    answers.forEach((answer, at) => {
      batch[at]?.answer(answer);
    });
  }
}

/** Where answers about sites come from. */
interface Source<T, E> {
  one(siteId: SiteId): Promise<Result<T, E>>;
  many(siteIds: readonly SiteId[]): Promise<Result<ReadonlyMap<SiteId, T>, E>>;
  /** What is answered about a site that has no entry in the answer of `many`. */
  withoutEntry(): Result<T, E>;
  /** The error for a source that threw or rejected, against its promise. */
  unavailable(cause: unknown): E;
}

/** Reads the sites requested in one turn of the event loop together, each once. */
export class Reads<T extends object | undefined, E extends object> {
  readonly #source: Source<T, E>;
  readonly #batcher: Batcher<SiteId, Result<T, E>>;

  constructor(source: Source<T, E>, { maxBatchSize, schedule, scheduleWhenIdle }: Settled) {
    this.#source = source;
    this.#batcher = new Batcher(
      {
        batches: (calls) => batchesOf(calls, maxBatchSize),
        answers: (siteIds) => this.#answers(siteIds),
      },
      schedule,
      scheduleWhenIdle,
    );
  }

  call(siteId: SiteId): Promise<Result<T, E>> {
    return this.#batcher.isClosed ? this.#source.one(siteId) : this.#batcher.call(siteId);
  }

  close(): Promise<void> {
    return this.#batcher.close();
  }

  async #answers(siteIds: readonly SiteId[]): Promise<readonly Result<T, E>[]> {
    const unanswered = new Set(siteIds);
    try {
      const found = await this.#find([...unanswered]);
      if (found.isErr()) return siteIds.map(() => err({ ...found.error }));
      return siteIds.map((siteId) => {
        const value = found.value.get(siteId);
        if (value === undefined) return this.#source.withoutEntry();
        // Each caller owns its result: the first gets the original, all others a copy.
        return ok(unanswered.delete(siteId) ? value : clone(value));
      });
    } catch (cause) {
      return siteIds.map(() => err(this.#source.unavailable(cause)));
    }
  }

  async #find(siteIds: readonly SiteId[]): Promise<Result<ReadonlyMap<SiteId, T>, E>> {
    const [first, ...others] = siteIds;
    if (first === undefined || others.length > 0) return this.#source.many(siteIds);
    return (await this.#source.one(first)).map((value) => new Map([[first, value]]));
  }
}

/** All calls about a site share a batch, and no batch has more than `maxBatchSize` sites. */
const batchesOf = <Call extends { readonly input: SiteId }>(
  calls: readonly Call[],
  maxBatchSize: number,
): readonly (readonly Call[])[] => {
  const batches: Call[][] = [];
  const places = new Map<SiteId, number>();
  for (const call of calls) {
    const place = places.get(call.input) ?? places.size;
    places.set(call.input, place);
    (batches[Math.floor(place / maxBatchSize)] ??= []).push(call);
  }
  return batches;
};
