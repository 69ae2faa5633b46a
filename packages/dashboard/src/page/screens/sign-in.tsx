import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import type { Problem } from '../api/http.js';
import { config } from '../config.js';
import { t } from '../i18n.js';
import { loadSession, signIn } from '../state/session.js';
import { Button, Dialog, Failure, Notice } from '../ui/controls.js';
import { TextField } from '../ui/field.js';
import { useAction } from '../ui/run.js';

const KeyForm = (): JSX.Element => {
  const key = useSignal('');
  const name = useSignal('');
  const problem = useSignal<Problem | undefined>(undefined);
  const action = useAction(async () => {
    const given = name.value.trim();
    const answer = await signIn({ key: key.value.trim(), ...(given !== '' && { name: given }) });
    problem.value = answer.isErr() ? answer.error : await loadSession();
  });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        action.run();
      }}
    >
      <TextField
        label={t('signIn.key')}
        help={t('signIn.keyHelp')}
        type="password"
        autocomplete="current-password"
        autofocus
        value={key.value}
        onInput={(value) => {
          key.value = value;
        }}
      />
      <TextField
        label={t('signIn.name')}
        help={t('signIn.nameHelp')}
        autocomplete="name"
        value={name.value}
        onInput={(value) => {
          name.value = value;
        }}
      />
      {problem.value?.type === 'Unauthenticated' ? (
        <Notice kind="wrong">{t('signIn.wrongKey')}</Notice>
      ) : (
        <Failure problem={problem.value} />
      )}
      <Button type="submit" kind="primary" action={action}>
        {t('signIn.signIn')}
      </Button>
    </form>
  );
};

/** The sign-in as a page of its own. */
export const SignIn = ({ hasFailedLink }: { readonly hasFailedLink: boolean }): JSX.Element => (
  <main class="sign-in panel">
    <h1>{t('signIn.title')}</h1>
    {hasFailedLink && <Notice kind="wrong">{t('signIn.linkFailed')}</Notice>}
    {config.hasSignIn ? <KeyForm /> : <p>{t('signIn.host')}</p>}
    {config.hasSignIn && <p class="quiet">{t('signIn.linkHelp')}</p>}
  </main>
);

/** The sign-in over a screen whose session has ended. What was typed there stays. */
export const SignInAgain = (): JSX.Element => (
  <Dialog title={t('signIn.again')} onClose={() => undefined}>
    <p>{t('signIn.againHelp')}</p>
    {config.hasSignIn ? <KeyForm /> : <HostSignIn />}
  </Dialog>
);

const HostSignIn = (): JSX.Element => {
  const action = useAction(loadSession);
  return (
    <>
      <p>{t('signIn.host')}</p>
      <Button action={action} kind="primary">
        {t('action.tryNow')}
      </Button>
    </>
  );
};
