import { type Schedule, endOfTurn } from './end-of-turn.js';

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
