import { type ResultAsync, err, ok } from 'neverthrow';
import { update } from '../program/update.js';
import type { SiteId } from '../values/identifiers.js';
import { activate, disablePointsExpiration, enablePointsExpiration, pause } from '../program/lifecycle.js';
import { allowedOperations } from '../program/allowed-operations.js';
import { readinessOf } from '../program/preconditions.js';
import { repositoryUnavailable } from './contain-ports.js';
import { type Decision, changeProgram, eraseProgram } from './change-program.js';
import type { ChangeError } from './errors.js';
import type { CallOptions, ChangeOptions, LoyaltyProgramView, LoyaltyPrograms } from './loyalty-programs.js';
import { bulkGet, history } from './queries.js';
import { rawInput, settle } from './settle.js';
import { SiteQueue } from './site-queue.js';
import {
  type InstalledSiteState,
  type Ports,
  type SiteState,
  readInstalledSite,
  readSite,
  viewOf,
} from './site-state.js';

/** The operations of loyalty programs, carried out here. Changes of one site queue up within this object. */
export const createLoyaltyPrograms = (ports: Ports): LoyaltyPrograms => {
  const queue = new SiteQueue();

  const change = <E>(
    siteId: SiteId,
    options: ChangeOptions | null | undefined,
    decide: Decision<E>,
  ): ResultAsync<LoyaltyProgramView, E | ChangeError> =>
    settle(
      () => queue.run(siteId, () => changeProgram(ports, siteId, decide, options ?? {})),
      repositoryUnavailable,
    );

  const query = <T>(
    siteId: SiteId,
    options: CallOptions | null | undefined,
    answer: (site: InstalledSiteState) => T,
  ) =>
    settle(async () => {
      const site = await readInstalledSite(ports, siteId, options?.signal);
      return site.isOk() ? ok(answer(site.value)) : err(site.error);
    }, repositoryUnavailable);

  const queryAnySite = <T>(
    siteId: SiteId,
    options: CallOptions | null | undefined,
    answer: (site: SiteState) => T,
  ) =>
    settle(async () => {
      const site = await readSite(ports, siteId, options?.signal);
      return site.isOk() ? ok(answer(site.value)) : err(site.error);
    }, repositoryUnavailable);

  return {
    get: (siteId, options) =>
      query(siteId, options, ({ program, installation }) => viewOf(program, installation)),
    bulkGet: (siteIds, options) =>
      settle(() => bulkGet(ports, siteIds, options ?? {}), repositoryUnavailable),
    update: (siteId, input, options) =>
      change(siteId, options, ({ program }, context) => update(program, rawInput(input), context)),
    activate: (siteId, options) =>
      change(siteId, options, ({ program, installation }, context) =>
        activate(program, installation, context),
      ),
    pause: (siteId, options) => change(siteId, options, ({ program }, context) => pause(program, context)),
    enablePointsExpiration: (siteId, options) =>
      change(siteId, options, ({ program, installation }, context) =>
        enablePointsExpiration(program, installation, context),
      ),
    disablePointsExpiration: (siteId, options) =>
      change(siteId, options, ({ program }, context) => disablePointsExpiration(program, context)),
    premiumFeatures: (siteId, options) =>
      query(siteId, options, ({ installation }) => installation.premiumFeatures),
    readiness: (siteId, options) =>
      queryAnySite(siteId, options, ({ program, installation }) => readinessOf(program, installation)),
    operations: (siteId, options) =>
      queryAnySite(siteId, options, ({ program, installation }) => allowedOperations(program, installation)),
    history: (siteId, options) => settle(() => history(ports, siteId, options ?? {}), repositoryUnavailable),
    erase: (siteId, options) =>
      settle(
        () => queue.run(siteId, () => eraseProgram(ports, siteId, options ?? {})),
        repositoryUnavailable,
      ),
  };
};
