import type { Schedule } from './end-of-turn.js';

/** How what was gathered is answered. */
export interface Answering<Asked, Answer> {
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
