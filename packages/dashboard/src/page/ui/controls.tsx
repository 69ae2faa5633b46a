import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { Problem } from '../api/http.js';
import { numberText, t } from '../i18n.js';
import type { Resource } from '../state/resource.js';
import { explain } from './explain.js';
import { type Action, start } from './run.js';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly action?: Action;
  readonly onClick?: () => void;
  readonly kind?: 'primary' | 'danger' | 'quiet';
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  readonly label?: string;
  readonly id?: string;
  readonly describedBy?: string;
}

/** A button. While its action runs it stays where it is, in focus and without effect. */
export const Button = ({
  children,
  action,
  onClick,
  kind,
  type = 'button',
  disabled = false,
  label,
  id,
  describedBy,
}: ButtonProps): JSX.Element => {
  const isBusy = action?.isBusy.value ?? false;
  return (
    <button
      id={id}
      type={type}
      class={`button ${kind ?? ''}`}
      aria-label={label}
      aria-describedby={describedBy}
      aria-busy={isBusy}
      disabled={disabled}
      onClick={() => {
        if (type === 'button') action?.run();
        onClick?.();
      }}
    >
      {children}
    </button>
  );
};

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly isWide?: boolean;
}

/** A dialog of the browser: it holds the focus while it is open, and gives it back. Escape closes it. */
export const Dialog = ({ title, onClose, children, isWide = false }: DialogProps): JSX.Element => {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={isWide ? 'dialog wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
};

/** A highlighted note. */
export const Notice = ({
  kind = 'info',
  children,
}: {
  readonly kind?: 'info' | 'wrong' | 'done';
  readonly children: ComponentChildren;
}): JSX.Element => (
  <div class={`notice ${kind}`} role={kind === 'wrong' ? 'alert' : undefined}>
    {children}
  </div>
);

/** Why something failed. */
export const Failure = ({ problem }: { readonly problem: Problem | undefined }): JSX.Element | null =>
  problem === undefined ? null : <Notice kind="wrong">{explain(problem)}</Notice>;

const Countdown = ({ until }: { readonly until: number }): JSX.Element => {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = Date.now();
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [until]);
  const seconds = Math.max(1, Math.ceil((until - now.value) / 1000));
  // Not for screen readers: they would read it every second.
  return <span aria-hidden="true"> {t('problem.retryIn', { seconds: numberText(seconds) })}</span>;
};

interface LoadedProps<T> {
  readonly of: Resource<T>;
  readonly children: (data: T) => ComponentChildren;
}

/** What is loaded, or why it is not there. What was there before stays while it can't be loaded again. */
export const Loaded = <T,>({ of: resource, children }: LoadedProps<T>): JSX.Element => {
  const { data, problem, retryAt, reload } = resource;
  return (
    <>
      {problem.value !== undefined && (
        <Notice kind="wrong">
          <p>
            {explain(problem.value)}
            {retryAt.value !== undefined && <Countdown until={retryAt.value} />}
          </p>
          <Button
            onClick={() => {
              start(reload);
            }}
          >
            {t('action.tryNow')}
          </Button>
        </Notice>
      )}
      {data.value !== undefined
        ? children(data.value)
        : problem.value === undefined && (
            <p class="loading" role="status">
              {t('loading')}
            </p>
          )}
    </>
  );
};
