import { useEffect } from 'preact/hooks';
import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { Result } from 'neverthrow';
import type { Problem } from '../api/http.js';
import { isPassing } from '../ui/explain.js';
import { start } from '../ui/run.js';
import { session } from './session.js';

/** The longest wait before something is tried again, in seconds. */
const MAX_WAIT = 30;

/** Something that is loaded, and loaded again by itself while the service can't be reached. */
export interface Resource<T> {
  /** `undefined` until it is there for the first time. */
  readonly data: ReadonlySignal<T | undefined>;
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** When it is tried again, if it is. */
  readonly retryAt: ReadonlySignal<number | undefined>;
  readonly reload: () => Promise<void>;
  /** Shows what is known from elsewhere, such as the answer to a change. */
  readonly set: (data: T) => void;
}

/** A call that fails because the sign-in has expired opens the sign-in; what is on the screen stays. */
export const noteSignedOut = (problem: Problem): void => {
  if (problem.type === 'Unauthenticated') session.value = null;
};

/**
 * Loads something for a component, again whenever the key changes. While it fails for a passing reason it is tried
 * again, ever more rarely, and at once when the browser is back online or somebody signs in again.
 */
export const useResource = <T>(
  key: string,
  load: (signal: AbortSignal) => PromiseLike<Result<T, Problem>>,
): Resource<T> => {
  const data = useSignal<T | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const retryAt = useSignal<number | undefined>(undefined);
  const reloading = useSignal<() => Promise<void>>(() => Promise.resolve());

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let loads = 0;

    const reload = async (): Promise<void> => {
      clearTimeout(timer);
      const number = (loads += 1);
      const loaded = await load(signal);
      // A later load knows better, and one that was given up nothing.
      if (signal.aborted || number !== loads) return;
      retryAt.value = undefined;
      if (loaded.isOk()) {
        failures = 0;
        data.value = loaded.value;
        problem.value = undefined;
        return;
      }
      problem.value = loaded.error;
      noteSignedOut(loaded.error);
      if (!isPassing(loaded.error)) return;
      failures += 1;
      const wait = Math.min(MAX_WAIT, Math.max(2 ** failures, loaded.error.retryAfter ?? 0)) * 1000;
      retryAt.value = Date.now() + wait;
      timer = setTimeout(() => {
        start(reload);
      }, wait);
    };
    const reloadFailed = (): void => {
      if (problem.value !== undefined) start(reload);
    };

    data.value = undefined;
    problem.value = undefined;
    reloading.value = reload;
    start(reload);
    addEventListener('online', reloadFailed);
    const stopWatching = session.subscribe((current) => {
      if (current && problem.peek()?.type === 'Unauthenticated') start(reload);
    });
    return () => {
      controller.abort();
      clearTimeout(timer);
      removeEventListener('online', reloadFailed);
      stopWatching();
    };
  }, [key]);

  return {
    data,
    problem,
    retryAt,
    reload: () => reloading.value(),
    set: (value) => {
      data.value = value;
    },
  };
};
