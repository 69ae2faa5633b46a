import type { Timestamp } from '../values/timestamp.js';

/** The current time; `{ now: Date.now }` will do. It may stand still or go back: a program's dates don't. */
export interface Clock {
  now(): Timestamp;
}
