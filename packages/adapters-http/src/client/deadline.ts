import type { AbortSignalLike } from '@loyalty-programs/core';

/** The longest time that a timer can take, in milliseconds: some 24 days. */
const MAX_DELAY = 2 ** 31 - 1;

/** Ends a call when its time is over, or when its caller gives it up. */
export interface Deadline {
  /** Aborts at the end of the time, or of the caller's patience. */
  readonly signal: AbortSignal;
  /**
   * Comes true a turn after the signal aborts, so that who obeys the signal may say first what became of it. One
   * for all tries and pauses, which so leave no listeners behind.
   */
  readonly over: Promise<void>;
  /** Waits, unless the call would end before; says whether it did. */
  waitFor(milliseconds: number): Promise<boolean>;
  /** Has to be called in the end, or the timer and the caller's signal would keep hold of it. */
  readonly dispose: () => void;
}

/** Sets the deadline of a call that begins now. */
export const deadlineIn = (milliseconds: number, caller: AbortSignalLike | undefined): Deadline => {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = (): void => {
    controller.abort();
  };
  const over = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      setTimeout(resolve);
    });
  });
  // The clock of the wall may be set while a call is under way; this one only goes on.
  const end = performance.now() + milliseconds;
  const timer = setTimeout(abort, Math.min(milliseconds, MAX_DELAY));
  caller?.addEventListener('abort', abort);
  if (caller?.aborted === true || milliseconds <= 0) abort();
  return {
    signal,
    over,
    waitFor: async (pause) => {
      if (signal.aborted || performance.now() + pause >= end) return false;
      let pausing;
      const paused = new Promise((resolve) => {
        pausing = setTimeout(resolve, pause);
      });
      await Promise.race([over, paused]);
      clearTimeout(pausing);
      return !signal.aborted;
    },
    dispose: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', abort);
    },
  };
};
