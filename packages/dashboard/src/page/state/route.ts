import { computed, signal } from '@preact/signals';
import { parseSiteId, type SiteId } from '@loyalty-programs/core';

/** The screens about one site, and those about all. */
export const SITE_SCREENS = ['program', 'edit', 'history'] as const;
export const GENERAL_SCREENS = ['sites', 'keys', 'webhooks'] as const;

export type SiteScreen = (typeof SITE_SCREENS)[number];
export type GeneralScreen = (typeof GENERAL_SCREENS)[number];

export type Route =
  | { readonly screen: SiteScreen; readonly siteId: SiteId }
  | { readonly screen: GeneralScreen }
  | { readonly screen: 'start' | 'missing' };

const hash = signal(location.hash);

const routeOf = (text: string): Route => {
  const [, first = '', second, third] = text.split('/');
  if (first === '') return { screen: 'start' };
  const general = GENERAL_SCREENS.find((screen) => screen === first);
  if (general !== undefined && second === undefined) return { screen: general };
  const screen = SITE_SCREENS.find((each) => each === third);
  if (first !== 'site' || screen === undefined) return { screen: 'missing' };
  return parseSiteId(decoded(second ?? '')).match(
    (siteId): Route => ({ screen, siteId }),
    () => ({ screen: 'missing' }),
  );
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Where somebody is. It stands behind the `#` of the address, so that a host needs one path alone. */
export const route = computed(() => routeOf(hash.value));

export const siteHref = (siteId: string, screen: SiteScreen = 'program'): string =>
  `#/site/${encodeURIComponent(siteId)}/${screen}`;

/** Where somebody wants to go although what they typed is not saved. */
export const blocked = signal<string | undefined>(undefined);

let hasUnsaved = (): boolean => false;

/** Stops whoever leaves while there are unsaved changes. Returns how to end that. */
export const guardLeaving = (check: () => boolean): (() => void) => {
  const warn = (event: BeforeUnloadEvent): void => {
    if (check()) event.preventDefault();
  };
  hasUnsaved = check;
  addEventListener('beforeunload', warn);
  return () => {
    hasUnsaved = () => false;
    removeEventListener('beforeunload', warn);
  };
};

/** Goes there without asking. */
export const goTo = (target: string): void => {
  hasUnsaved = () => false;
  location.hash = target;
};

addEventListener('hashchange', () => {
  const target = location.hash;
  if (target === hash.value) return;
  if (hasUnsaved()) {
    // The address has changed already; it is put back until the person has decided.
    history.pushState(null, '', hash.value);
    blocked.value = target;
    return;
  }
  hash.value = target;
  scrollTo(0, 0);
});
