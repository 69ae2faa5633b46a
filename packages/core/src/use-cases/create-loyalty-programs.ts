import { ResultAsync } from 'neverthrow';
import { customise } from '../program/customise.js';
import type { SiteId } from '../values/identifiers.js';
import { activate, disablePointsExpiration, enablePointsExpiration, pause } from '../program/lifecycle.js';
import { answerOperations } from '../program/member-operations.js';
import { readinessOf } from '../program/preconditions.js';
import type { ChangeOptions } from './call-options.js';
import { type Decision, changeProgram } from './change-program.js';
import { eraseProgram } from './erase-program.js';
import type { ChangeError } from './errors.js';
import { bulkGet } from './bulk-get.js';
import { history } from './history.js';
import type { LoyaltyProgramView, LoyaltyPrograms } from './loyalty-programs.js';
import { SiteQueue } from './site-queue.js';
import { type Ports, readInstalledSite, readSite, viewOf } from './site-state.js';

/**
 * The operations of loyalty programs, carried out here on the ports that the host supplies.
 *
 * Changes of one site queue up within this object, so make one and keep it. Between processes the revision
 * decides.
 */
export const createLoyaltyPrograms = (ports: Ports): LoyaltyPrograms => {
  const queue = new SiteQueue();

  const change = <E>(
    siteId: SiteId,
    options: ChangeOptions,
    decide: Decision<E>,
  ): ResultAsync<LoyaltyProgramView, E | ChangeError> =>
    new ResultAsync(queue.run(siteId, () => changeProgram(ports, siteId, decide, options)));

  return {
    get: (siteId, { signal } = {}) =>
      new ResultAsync(readInstalledSite(ports, siteId, signal)).map(({ program, installation }) =>
        viewOf(program, installation),
      ),
    bulkGet: (siteIds, options = {}) => new ResultAsync(bulkGet(ports, siteIds, options)),
    update: (siteId, input, options = {}) => {
      const raw = 'unchecked' in input ? input.unchecked : input;
      return change(siteId, options, ({ program }, context) => customise(program, raw, context));
    },
    activate: (siteId, options = {}) =>
      change(siteId, options, ({ program, installation }, context) =>
        activate(program, installation, context),
      ),
    pause: (siteId, options = {}) =>
      change(siteId, options, ({ program }, context) => pause(program, context)),
    enablePointsExpiration: (siteId, options = {}) =>
      change(siteId, options, ({ program, installation }, context) =>
        enablePointsExpiration(program, installation, context),
      ),
    disablePointsExpiration: (siteId, options = {}) =>
      change(siteId, options, ({ program }, context) => disablePointsExpiration(program, context)),
    premiumFeatures: (siteId, { signal } = {}) =>
      new ResultAsync(readInstalledSite(ports, siteId, signal)).map(
        ({ installation }) => installation.premiumFeatures,
      ),
    readiness: (siteId, { signal } = {}) =>
      new ResultAsync(readSite(ports, siteId, signal)).map(({ program, installation }) =>
        readinessOf(program, installation),
      ),
    operations: (siteId, { signal } = {}) =>
      new ResultAsync(readSite(ports, siteId, signal)).map(({ program, installation }) =>
        answerOperations(program, installation),
      ),
    history: (siteId, options = {}) => new ResultAsync(history(ports, siteId, options)),
    erase: (siteId, options = {}) =>
      new ResultAsync(queue.run(siteId, () => eraseProgram(ports, siteId, options))),
  };
};
