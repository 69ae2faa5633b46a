import type { ComponentChildren, JSX } from 'preact';
import { type Signal, useSignal } from '@preact/signals';
import type { Problem } from '../api/http.js';
import { t } from '../i18n.js';
import { noteSignedOut } from '../state/resource.js';
import { Button, Dialog, Failure, Notice } from './controls.js';
import { type Action, useAction } from './run.js';

/** Something done on a click, and why it failed. */
interface Change {
  readonly action: Action;
  readonly problem: Signal<Problem | undefined>;
}

export const useChange = (task: () => Promise<Problem | undefined>): Change => {
  const problem = useSignal<Problem | undefined>(undefined);
  const action = useAction(async () => {
    problem.value = await task();
    if (problem.value !== undefined) noteSignedOut(problem.value);
  });
  return { action, problem };
};

/** Loads the next part of a list, and shows why if that fails. */
export const More = ({ load }: { readonly load: Change }): JSX.Element => (
  <>
    <Failure problem={load.problem.value} />
    <Button action={load.action}>{t('more')}</Button>
  </>
);

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly kind?: 'primary' | 'danger';
  /** Closes the dialog itself once it is done. */
  readonly task: () => Promise<Problem | undefined>;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A dialog that does one thing. If that fails it stays open, with everything that was typed. */
export const FormDialog = ({
  title,
  submit,
  kind = 'primary',
  task,
  onClose,
  children,
}: FormDialogProps): JSX.Element => {
  const { action, problem } = useChange(task);
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          action.run();
        }}
      >
        {children}
        <Failure problem={problem.value} />
        <div class="buttons">
          <Button type="submit" kind={kind} action={action}>
            {submit}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
};

interface SecretProps {
  readonly title: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** A secret that is shown once. */
export const SecretDialog = ({ title, secret, onClose }: SecretProps): JSX.Element => {
  const isCopied = useSignal(false);
  const copy = useAction(async () => {
    await navigator.clipboard.writeText(secret).then(
      () => {
        isCopied.value = true;
      },
      () => undefined,
    );
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <Notice>{t('secret.once')}</Notice>
      <pre class="secret" tabIndex={0}>
        {secret}
      </pre>
      <p role="status">{isCopied.value ? t('secret.copied') : ''}</p>
      <div class="buttons">
        <Button action={copy}>{t('secret.copy')}</Button>
        <Button kind="primary" onClick={onClose}>
          {t('action.close')}
        </Button>
      </div>
    </Dialog>
  );
};
