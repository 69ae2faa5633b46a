import { render } from 'preact';
import { App } from './app.js';
import { config } from './config.js';
import { t, chooseLanguage } from './i18n.js';
import { route, siteHref } from './state/route.js';
import { loadSession, session, signIn } from './state/session.js';
import { Failure } from './ui/controls.js';

/** The token of a link that signs in. Loading the page does not spend it: programs that preview links load pages. */
const token = new URLSearchParams(location.search).get('t');

/** Says whether the link signed somebody in; the page is loaded anew then, without the token in its address. */
const followLink = async (): Promise<boolean> => {
  if (token === null) return false;
  const signedIn = await signIn({ token });
  if (signedIn.isErr()) {
    history.replaceState(null, '', `${config.base}/${location.hash}`);
    return false;
  }
  // A redirect from another site's page would lose a Strict cookie.
  location.replace(`${config.base}/`);
  return true;
};

/** Where somebody starts who may use one site alone. */
const openOnlySite = (): void => {
  const sites = session.value?.sites;
  const [only, ...others] = sites === undefined || sites === 'all' ? [] : sites;
  if (route.value.screen !== 'start') return;
  location.replace(only !== undefined && others.length === 0 ? siteHref(only) : '#/sites');
};

const open = async (): Promise<void> => {
  await chooseLanguage();
  if (await followLink()) return;
  const problem = await loadSession();
  if (problem !== undefined) {
    render(<Failure problem={problem} />, document.body);
    setTimeout(() => {
      open().catch(reportError);
    }, 3000);
    return;
  }
  session.subscribe((who) => {
    if (who) openOnlySite();
  });
  document.title = t('title');
  render(<App hasFailedLink={token !== null} />, document.body);
};

open().catch(reportError);
