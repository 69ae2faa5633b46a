import { useRef } from 'preact/hooks';
import { type Signal, signal, useSignal } from '@preact/signals';

/** Starts a task that reports its own failures. */
export const start = (task: () => Promise<unknown>): void => {
  task().catch(reportError);
};

/** The last message of success, shown and read out. */
export const said = signal<{ readonly text: string } | undefined>(undefined);

export const say = (text: string): void => {
  said.value = { text };
};

/** A task that must not run twice at a time. */
export interface Action {
  readonly isBusy: Signal<boolean>;
  readonly run: () => void;
}

export const useAction = (task: () => Promise<unknown>): Action => {
  const isBusy = useSignal(false);
  const current = useRef(task);
  current.current = task;
  const run = (): void => {
    if (isBusy.value) return;
    isBusy.value = true;
    start(() =>
      current.current().finally(() => {
        isBusy.value = false;
      }),
    );
  };
  return { isBusy, run };
};
