import { type Result, err, ok } from 'neverthrow';
import { type InvalidInput, invalidInput } from '../program/errors.js';
import type { SiteId } from '../values/identifiers.js';
import { type Parsed, Violations, asIs } from '../values/parsing.js';
import type { ProgramEvent } from '../program/events.js';
import { parseWholeNumber } from '../values/number.js';
import type { CallError, QueryError } from './errors.js';
import type { BulkGetOptions, HistoryOptions, LoyaltyProgramView } from './loyalty-programs.js';
import { type Ports, isSiteId, programOrDraft, readInstalledSite, viewOf } from './site-state.js';

export const DEFAULT_HISTORY_LIMIT = 100;

/** How many revisions one reading of the history may cover. */
export const HISTORY_LIMIT = { min: 1, max: 1000 } as const;

export const REVISION = { min: 0, max: Number.MAX_SAFE_INTEGER } as const;

/** Which revisions of a history are requested. */
export type HistoryRange = Required<Pick<HistoryOptions, 'afterRevision' | 'limit'>>;

/** Parses which revisions a caller requests, with defaults for what is absent. */
export const parseHistoryRange = (options: HistoryOptions): Parsed<HistoryRange> => {
  const { afterRevision = 0, limit = DEFAULT_HISTORY_LIMIT } = options;
  const violations = new Violations();
  const after = parseWholeNumber('afterRevision', afterRevision, REVISION).match(asIs, violations.note);
  const most = parseWholeNumber('limit', limit, HISTORY_LIMIT).match(asIs, violations.note);
  return violations.unlessAny({ afterRevision: after ?? 0, limit: most ?? DEFAULT_HISTORY_LIMIT });
};

/** The events of some revisions of a program. */
export const history = async (
  ports: Ports,
  siteId: SiteId,
  options: HistoryOptions,
): Promise<Result<readonly ProgramEvent[], InvalidInput | QueryError>> => {
  const range = parseHistoryRange(options).mapErr(invalidInput);
  if (range.isErr()) return err(range.error);
  const site = await readInstalledSite(ports, siteId, options.signal);
  if (site.isErr()) return err(site.error);
  return ports.repository.history(siteId, range.value.afterRevision, range.value.limit);
};

/** The programs of the sites among these that have loyalty installed, each once. */
export const bulkGet = async (
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
