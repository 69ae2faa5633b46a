import { useRef } from 'preact/hooks';
import { type Signal, signal, useSignal } from '@preact/signals';

/** Starts something that reports its own failures. */
export const start = (task: () => Promise<unknown>): void => {
  task().catch(reportError);
};

/** What was done last, for everybody to see and hear. */
export const said = signal<{ readonly text: string } | undefined>(undefined);

export const say = (text: string): void => {
  said.value = { text };
};

/** Something that must not run twice at a time, whatever is clicked meanwhile. */
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
