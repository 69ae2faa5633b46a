import { err, ok, type Result, type ResultAsync } from 'neverthrow';
import { allowedOperations } from '../program/allowed-operations.js';
import { type InvalidInput, invalidInput } from '../program/errors.js';
import type { HistoryPruned } from '../ports/loyalty-program-repository.js';
import type { ProgramEvent } from '../program/events.js';
import { activate, disablePointsExpiration, enablePointsExpiration, pause } from '../program/lifecycle.js';
import { readinessOf } from '../program/preconditions.js';
import { update } from '../program/update.js';
import type { SiteId } from '../values/identifiers.js';
import { objectOf, wholeNumber } from '../values/kinds.js';
import type { Parsed } from '../values/parsing.js';
import {
  changeProgram,
  type Decision,
  eraseProgram,
  type InstalledSiteState,
  isSiteId,
  type Ports,
  programOrDraft,
  readInstalledSite,
  readSite,
  SiteQueue,
  type SiteState,
  viewOf,
} from './change-program.js';
import { rawInput, repositoryUnavailable, settle } from './contain-ports.js';
import type {
  BulkGetOptions,
  CallError,
  CallOptions,
  ChangeError,
  ChangeOptions,
  HistoryOptions,
  LoyaltyPrograms,
  LoyaltyProgramView,
  QueryError,
} from './loyalty-programs.js';

export const DEFAULT_HISTORY_LIMIT = 100;

/** How many revisions one reading of the history may cover. */
export const HISTORY_LIMIT = { min: 1, max: 1000 } as const;

export const REVISION = { min: 0, max: Number.MAX_SAFE_INTEGER } as const;

/** Which revisions of a history are requested. */
export type HistoryRange = Required<Pick<HistoryOptions, 'afterRevision' | 'limit'>>;

const RANGE = /* @__PURE__ */ objectOf<HistoryRange>({
  afterRevision: { presence: 'required', ...wholeNumber(REVISION) },
  limit: { presence: 'required', ...wholeNumber(HISTORY_LIMIT) },
});

/** Parses which revisions a caller requests, with defaults for what is absent. */
export const parseHistoryRange = ({
  afterRevision = 0,
  limit = DEFAULT_HISTORY_LIMIT,
}: HistoryOptions): Parsed<HistoryRange> => RANGE.parse({ afterRevision, limit }, '');

/** The events of some revisions of a program. */
const history = async (
  ports: Ports,
  siteId: SiteId,
  options: HistoryOptions,
): Promise<Result<readonly ProgramEvent[], InvalidInput | HistoryPruned | QueryError>> => {
  const range = parseHistoryRange(options).mapErr(invalidInput);
  if (range.isErr()) return err(range.error);
  const site = await readInstalledSite(ports, siteId, options.signal);
  if (site.isErr()) return err(site.error);
  return ports.repository.history(siteId, range.value.afterRevision, range.value.limit);
};

/** The programs of the sites among these that have loyalty installed, each once. */
const bulkGet = async (
  { repository, installationCheck }: Ports,
  siteIds: readonly SiteId[],
  { accountId, signal }: BulkGetOptions,
): Promise<Result<readonly LoyaltyProgramView[], CallError>> => {
  if (signal?.aborted === true) return err({ type: 'Cancelled' });
  const requested = Array.isArray(siteIds) ? [...new Set(siteIds.filter(isSiteId))] : [];
  const [installations, stored] = await Promise.all([
    installationCheck.checkMany(requested),
    repository.findMany(requested),
  ]);
  if (installations.isErr()) return err(installations.error);
  if (stored.isErr()) return err(stored.error);
  return ok(
    requested.flatMap((siteId) => {
      const installation = installations.value.get(siteId);
      if (installation?.installed !== true) return [];
      if (accountId !== undefined && installation.accountId !== accountId) return [];
      return [viewOf(programOrDraft(siteId, stored.value.get(siteId), installation), installation)];
    }),
  );
};

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
      change(siteId, options, ({ program }, context) =>
        update(program, rawInput(input), context, { strict: options?.strict === true }),
      ),
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
