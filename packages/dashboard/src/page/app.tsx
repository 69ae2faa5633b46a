import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { config } from './config.js';
import { isLanguage, language, LANGUAGES, t, timeText, chooseLanguage } from './i18n.js';
import type { MessageKey } from './languages/messages.js';
import { SignIn, SignInAgain } from './screens/sign-in.js';
import { KeysScreen } from './screens/keys.js';
import { SitesScreen } from './screens/sites.js';
import { SiteScreens } from './screens/site.js';
import { WebhooksScreen } from './screens/webhooks.js';
import { blocked, type GeneralScreen, goTo, route, siteHref, type SiteScreen } from './state/route.js';
import { may, type Session, session, signOut } from './state/session.js';
import { Button, Dialog, Failure } from './ui/controls.js';
import { said, start, useAction } from './ui/run.js';

const TITLES: Readonly<Record<SiteScreen | GeneralScreen, MessageKey>> = {
  program: 'nav.program',
  edit: 'nav.edit',
  history: 'nav.history',
  sites: 'nav.sites',
  keys: 'nav.keys',
  webhooks: 'nav.webhooks',
};

const whoIs = ({ name, actor }: Session): string => name ?? actor ?? t('account.anonymous');

/** Who is signed in, and how to leave. */
const Account = ({ who }: { readonly who: Session }): JSX.Element => {
  const problem = useSignal<Awaited<ReturnType<typeof signOut>>>(undefined);
  const leave = useAction(async () => {
    problem.value = await signOut();
  });
  return (
    <details class="account">
      <summary>
        <span class="who">{whoIs(who)}</span>
      </summary>
      <div class="menu panel">
        <dl>
          {who.actor !== null && who.name !== null && (
            <>
              <dt>{t('account.key')}</dt>
              <dd>{who.actor}</dd>
            </>
          )}
          {who.accountId !== null && (
            <>
              <dt>{t('account.account')}</dt>
              <dd>{who.accountId}</dd>
            </>
          )}
          {who.expires !== null && (
            <>
              <dt>{t('account.until')}</dt>
              <dd>{timeText(who.expires)}</dd>
            </>
          )}
        </dl>
        <Failure problem={problem.value} />
        {(config.hasSignIn || config.signOutUrl !== undefined) && (
          <Button action={leave}>{t('account.signOut')}</Button>
        )}
      </div>
    </details>
  );
};

const LanguageChoice = (): JSX.Element => (
  <label class="language">
    <span class="visually-hidden">{t('account.language')}</span>
    <select
      value={language.value}
      onChange={({ currentTarget }) => {
        const { value } = currentTarget;
        if (isLanguage(value)) start(() => chooseLanguage(value));
      }}
    >
      {Object.entries(LANGUAGES).map(([tag, { name }]) => (
        <option key={tag} value={tag} lang={tag} selected={tag === language.value}>
          {name}
        </option>
      ))}
    </select>
  </label>
);

const NavLink = ({ href, screen }: { readonly href: string; readonly screen: keyof typeof TITLES }) => (
  <a href={href} aria-current={route.value.screen === screen ? 'page' : undefined}>
    {t(TITLES[screen])}
  </a>
);

/** The screens that somebody may use; what they may not do is not offered. */
const Navigation = ({ siteId }: { readonly siteId: string | undefined }): JSX.Element => {
  const sites = session.value?.sites;
  const hasMany = sites === 'all' || (sites !== undefined && sites.length > 1);
  return (
    <nav aria-label={t('nav.label')}>
      {siteId !== undefined && (
        <>
          <NavLink href={siteHref(siteId, 'program')} screen="program" />
          {may('MANAGE_PROGRAM') && <NavLink href={siteHref(siteId, 'edit')} screen="edit" />}
          <NavLink href={siteHref(siteId, 'history')} screen="history" />
        </>
      )}
      {siteId === undefined && sites !== 'all' && !hasMany && sites?.[0] !== undefined && (
        <NavLink href={siteHref(sites[0])} screen="program" />
      )}
      <span class="apart" />
      {hasMany && <NavLink href="#/sites" screen="sites" />}
      {may('MANAGE_KEYS') && <NavLink href="#/keys" screen="keys" />}
      {may('MANAGE_WEBHOOKS') && <NavLink href="#/webhooks" screen="webhooks" />}
    </nav>
  );
};

/** Asks before unsaved input is lost. */
const LeaveDialog = (): JSX.Element | null => {
  const target = blocked.value;
  if (target === undefined) return null;
  const stay = (): void => {
    blocked.value = undefined;
  };
  return (
    <Dialog title={t('leave.title')} onClose={stay}>
      <p>{t('leave.text')}</p>
      <div class="buttons">
        <Button kind="primary" onClick={stay}>
          {t('leave.stay')}
        </Button>
        <Button
          kind="danger"
          onClick={() => {
            stay();
            goTo(target);
          }}
        >
          {t('leave.leave')}
        </Button>
      </div>
    </Dialog>
  );
};

/** What was done last: seen for a while, and read out. */
const Said = (): JSX.Element => {
  const current = said.value;
  useEffect(() => {
    const timer = setTimeout(() => {
      said.value = undefined;
    }, 6000);
    return () => {
      clearTimeout(timer);
    };
  }, [current]);
  return (
    <div class={current === undefined ? 'said' : 'said visible'} role="status">
      {current?.text}
    </div>
  );
};

const Screen = (): JSX.Element => {
  const current = route.value;
  switch (current.screen) {
    case 'program':
    case 'edit':
    case 'history':
      return <SiteScreens key={current.siteId} siteId={current.siteId} screen={current.screen} />;
    case 'sites':
      return <SitesScreen />;
    case 'keys':
      return <KeysScreen />;
    case 'webhooks':
      return <WebhooksScreen />;
    default:
      return <p>{t('nav.missing')}</p>;
  }
};

const titleOf = (): string => {
  const { screen } = route.value;
  return screen === 'start' || screen === 'missing' ? t('title') : t(TITLES[screen]);
};

/** The page of somebody who is signed in. */
const Desk = ({ who }: { readonly who: Session }): JSX.Element => {
  const current = route.value;
  const siteId = 'siteId' in current ? current.siteId : undefined;
  const title = titleOf();
  useEffect(() => {
    document.title = `${title} · ${t('title')}`;
  }, [title]);
  return (
    <>
      <a class="skip" href="#main" onClick={focusMain}>
        {t('nav.skip')}
      </a>
      <header class="top">
        <span class="brand">{t('title')}</span>
        {siteId !== undefined && <bdi class="site-id">{siteId}</bdi>}
        <LanguageChoice />
        <Account who={who} />
      </header>
      <Navigation siteId={siteId} />
      <main id="main" tabIndex={-1}>
        <h1>{title}</h1>
        <Screen />
      </main>
      <LeaveDialog />
    </>
  );
};

const focusMain = (event: Event): void => {
  // The part behind the # is where somebody is, so the link must not change it.
  event.preventDefault();
  document.getElementById('main')?.focus();
};

/** The whole page. */
export const App = ({ hasFailedLink }: { readonly hasFailedLink: boolean }): JSX.Element => {
  const who = session.value;
  const last = useSignal<Session | undefined>(undefined);
  useEffect(() => {
    if (who) last.value = who;
  }, [who]);
  const known = who ?? last.value;
  return (
    <>
      {known === undefined ? <SignIn hasFailedLink={hasFailedLink} /> : <Desk who={known} />}
      {known !== undefined && who === null && <SignInAgain />}
      <Said />
    </>
  );
};
