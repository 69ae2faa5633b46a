import type { Clock, Timestamp } from '@loyalty-programs/core';

/** A clock that shows what it is set to, for tests. */
export class ManualClock implements Clock {
  #now: Timestamp;

  constructor(now: Timestamp) {
    this.#now = now;
  }

  now(): Timestamp {
    return this.#now;
  }

  set(now: Timestamp): void {
    this.#now = now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
