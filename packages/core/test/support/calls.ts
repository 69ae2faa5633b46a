import type { LoyaltyPrograms, SiteId } from '@loyalty-programs/core';
import type { AbortSignalLike } from '@loyalty-programs/core/adapter-kit';
import type { ResultAsync } from 'neverthrow';

interface Options {
  readonly expectedRevision?: number;
  readonly signal?: AbortSignalLike;
}

/** The outcome of a call, whatever it is about. */
export type Call = (
  programs: LoyaltyPrograms,
  siteId: SiteId,
  options?: Options,
) => ResultAsync<unknown, { readonly type: string }>;

/** Calls that change a program which is a nameable draft with everything installed, or would. */
const CHANGES: Readonly<Record<string, Call>> = {
  update: (programs, siteId, options) => programs.update(siteId, { name: 'Star Club' }, options),
  activate: (programs, siteId, options) => programs.activate(siteId, options),
  pause: (programs, siteId, options) => programs.pause(siteId, options),
  enablePointsExpiration: (programs, siteId, options) => programs.enablePointsExpiration(siteId, options),
  disablePointsExpiration: (programs, siteId, options) => programs.disablePointsExpiration(siteId, options),
};

/** Calls that are refused where loyalty is not installed. */
export const CALLS_TO_INSTALLED: Readonly<Record<string, Call>> = {
  ...CHANGES,
  get: (programs, siteId, options) => programs.get(siteId, options),
  premiumFeatures: (programs, siteId, options) => programs.premiumFeatures(siteId, options),
  history: (programs, siteId, options) => programs.history(siteId, options),
};

export const ALL_CALLS: Readonly<Record<string, Call>> = {
  ...CALLS_TO_INSTALLED,
  readiness: (programs, siteId, options) => programs.readiness(siteId, options),
  operations: (programs, siteId, options) => programs.operations(siteId, options),
  bulkGet: (programs, siteId, options) => programs.bulkGet([siteId], options),
};
