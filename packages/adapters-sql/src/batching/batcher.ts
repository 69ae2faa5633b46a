import type { SiteId } from '@loyalty-programs/core';
import { clone } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';

/** Runs what it is given once, later: never before it has returned. */
export type Schedule = (run: () => void) => void;

/** The timers of a host, as far as they are asked for here. */
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

/** How many sites a statement is about at most, where nothing else is asked for. */
export const DEFAULT_MAX_BATCH_SIZE = 128;

export interface BatchingOptions {
  /** How many sites one statement may be about, from 1. A bigger gathering becomes several statements. */
  readonly maxBatchSize?: number;
  /**
   * When what was gathered is dispatched. By default at the end of the turn of the event loop; a read that comes
   * while no other is under way does not wait for that, but only for those that are issued in one go with it.
   */
  readonly schedule?: Schedule;
}

/** The options with their defaults. */
export interface Settled extends Required<BatchingOptions> {
  /** When a read is dispatched that comes while no other is under way. */
  readonly scheduleWhenIdle: Schedule;
}

/** The options with their defaults. Throws on a size that is none. */
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

/** How what was gathered is answered. */
interface Answering<Asked, Answer> {
  /** Divides what was gathered into batches, in the order in which they are dispatched. */
  batches<Call extends { readonly asked: Asked }>(gathered: readonly Call[]): readonly (readonly Call[])[];
  /** One answer for each that is asked, in their order. Never rejects. */
  answers(asked: readonly Asked[]): Promise<readonly Answer[]>;
}

interface Call<Asked, Answer> {
  readonly asked: Asked;
  readonly answer: (answer: Answer) => void;
}

/**
 * Gathers calls until the scheduled time, and has them answered together. A later call never joins a batch that
 * was dispatched already: what is asked after a change is also looked up after it.
 */
export class Gathering<Asked, Answer> {
  readonly #answering: Answering<Asked, Answer>;
  readonly #schedule: Schedule;
  readonly #scheduleWhenIdle: Schedule;
  readonly #inFlight = new Set<Promise<void>>();
  #gathered: Call<Asked, Answer>[] = [];
  /** How many batches are dispatched and not answered yet. */
  #underWay = 0;
  #isClosed = false;

  constructor(
    answering: Answering<Asked, Answer>,
    schedule: Schedule,
    scheduleWhenIdle: Schedule = schedule,
  ) {
    this.#answering = answering;
    this.#schedule = schedule;
    this.#scheduleWhenIdle = scheduleWhenIdle;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  ask(asked: Asked): Promise<Answer> {
    return new Promise((answer) => {
      if (this.#gathered.push({ asked, answer }) > 1) return;
      const schedule = this.#underWay === 0 ? this.#scheduleWhenIdle : this.#schedule;
      schedule(() => {
        this.#dispatch();
      });
    });
  }

  /** Dispatches at once what was gathered, and waits until all that was ever gathered is answered. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#dispatch();
    await Promise.all(this.#inFlight);
  }

  #dispatch(): void {
    const gathered = this.#gathered;
    this.#gathered = [];
    for (const batch of this.#answering.batches(gathered)) {
      const answered = this.#answer(batch);
      const forget = (): void => {
        this.#inFlight.delete(answered);
      };
      this.#inFlight.add(answered);
      answered.then(forget, forget);
    }
  }

  async #answer(batch: readonly Call<Asked, Answer>[]): Promise<void> {
    this.#underWay += 1;
    const answers = await this.#answering.answers(batch.map(({ asked }) => asked));
    // Before anybody asks on because of an answer.
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

/** Asks about the sites that are asked about in one turn together, and about each of them once. */
export class Reads<T extends object | undefined, E extends object> {
  readonly #source: Source<T, E>;
  readonly #gathering: Gathering<SiteId, Result<T, E>>;

  constructor(source: Source<T, E>, { maxBatchSize, schedule, scheduleWhenIdle }: Settled) {
    this.#source = source;
    this.#gathering = new Gathering(
      {
        batches: (gathered) => batchesOf(gathered, maxBatchSize),
        answers: (siteIds) => this.#answers(siteIds),
      },
      schedule,
      scheduleWhenIdle,
    );
  }

  ask(siteId: SiteId): Promise<Result<T, E>> {
    return this.#gathering.isClosed ? this.#source.one(siteId) : this.#gathering.ask(siteId);
  }

  close(): Promise<void> {
    return this.#gathering.close();
  }

  async #answers(siteIds: readonly SiteId[]): Promise<readonly Result<T, E>[]> {
    const unanswered = new Set(siteIds);
    try {
      const found = await this.#find([...unanswered]);
      if (found.isErr()) return siteIds.map(() => err({ ...found.error }));
      return siteIds.map((siteId) => {
        const value = found.value.get(siteId);
        if (value === undefined) return this.#source.withoutEntry();
        // What comes out is the caller's own: the first who asked gets it as it came, all others a copy.
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

/** All who ask about a site are in one batch, and no batch is about more than `maxBatchSize` sites. */
const batchesOf = <Call extends { readonly asked: SiteId }>(
  gathered: readonly Call[],
  maxBatchSize: number,
): readonly (readonly Call[])[] => {
  const batches: Call[][] = [];
  const places = new Map<SiteId, number>();
  for (const call of gathered) {
    const place = places.get(call.asked) ?? places.size;
    places.set(call.asked, place);
    (batches[Math.floor(place / maxBatchSize)] ??= []).push(call);
  }
  return batches;
};
