import { Result, err, ok } from 'neverthrow';
import { type InvalidInput, invalidInput } from '../program/errors.js';
import type { SiteId } from '../values/identifiers.js';
import { HISTORY_LIMIT, REVISION } from '../values/limits.js';
import { type Parsed, joined } from '../values/parsing.js';
import type { ProgramEvent } from '../program/program-event.js';
import { parseWholeNumber } from '../values/whole-number.js';
import type { CallError, QueryError } from './errors.js';
import type { BulkGetOptions, HistoryOptions, LoyaltyProgramView } from './loyalty-programs.js';
import { type Ports, isSiteId, programOrDraft, readInstalledSite, viewOf } from './site-state.js';

export const DEFAULT_HISTORY_LIMIT = 100;

/** Which revisions of a history are asked for. */
export type HistoryRange = Required<Pick<HistoryOptions, 'afterRevision' | 'limit'>>;

/** Parses which revisions a caller asks for; the defaults stand in for what it does not say. */
export const parseHistoryRange = ({
  afterRevision = 0,
  limit = DEFAULT_HISTORY_LIMIT,
}: HistoryOptions): Parsed<HistoryRange> =>
  Result.combineWithAllErrors([
    parseWholeNumber('afterRevision', afterRevision, REVISION),
    parseWholeNumber('limit', limit, HISTORY_LIMIT),
  ])
    .map(([after, most]) => ({ afterRevision: after, limit: most }))
    .mapErr(joined);

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
