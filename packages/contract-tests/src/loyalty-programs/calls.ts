import type {
  HistoryPruned,
  ChangeError,
  ChangeOptions,
  InvalidInput,
  LoyaltyPrograms,
  PreconditionsNotMet,
  RemoteError,
  SiteId,
  StatusTransitionNotAllowed,
} from '@loyalty-programs/core';
import type { ResultAsync } from 'neverthrow';

type AnyError =
  HistoryPruned | InvalidInput | PreconditionsNotMet | StatusTransitionNotAllowed | ChangeError | RemoteError;

/** An operation, as far as only the site matters. */
export type SiteCall = (
  programs: LoyaltyPrograms<RemoteError>,
  siteId: SiteId,
  options?: ChangeOptions,
) => ResultAsync<unknown, AnyError>;

/** Each of these changes a draft with a name. */
export const CHANGES = {
  update: (programs, siteId, options) => programs.update(siteId, { name: 'Changed Club' }, options),
  activate: (programs, siteId, options) => programs.activate(siteId, options),
  enablePointsExpiration: (programs, siteId, options) => programs.enablePointsExpiration(siteId, options),
} as const satisfies Record<string, SiteCall>;

/** Everything that needs an installed site. */
export const CALLS_OF_INSTALLED_SITES = {
  ...CHANGES,
  get: (programs, siteId, options) => programs.get(siteId, options),
  pause: (programs, siteId, options) => programs.pause(siteId, options),
  disablePointsExpiration: (programs, siteId, options) => programs.disablePointsExpiration(siteId, options),
  premiumFeatures: (programs, siteId, options) => programs.premiumFeatures(siteId, options),
  history: (programs, siteId, options) => programs.history(siteId, options),
} as const satisfies Record<string, SiteCall>;

/** Every call that uses the store and the installation check. */
export const ASKING_CALLS = {
  ...CALLS_OF_INSTALLED_SITES,
  readiness: (programs, siteId, options) => programs.readiness(siteId, options),
  operations: (programs, siteId, options) => programs.operations(siteId, options),
  bulkGet: (programs, siteId, options) => programs.bulkGet([siteId], options),
} as const satisfies Record<string, SiteCall>;

export const ALL_CALLS = {
  ...ASKING_CALLS,
  'bulkGet of nothing': (programs, _, options) => programs.bulkGet([], options),
  erase: (programs, siteId, options) => programs.erase(siteId, options),
} as const satisfies Record<string, SiteCall>;

export const each = (calls: Readonly<Record<string, SiteCall>>): [operation: string, call: SiteCall][] =>
  Object.entries(calls);
