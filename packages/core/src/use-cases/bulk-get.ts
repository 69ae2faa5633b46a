import { type Result, err, ok } from 'neverthrow';
import type { SiteId } from '../values/identifiers.js';
import type { CallError } from './errors.js';
import type { BulkGetOptions, LoyaltyProgramView } from './loyalty-programs.js';
import { type Ports, programOrDraft, viewOf } from './site-state.js';

export const bulkGet = async (
  { repository, installationCheck }: Ports,
  siteIds: readonly SiteId[],
  { accountId, signal }: BulkGetOptions,
): Promise<Result<readonly LoyaltyProgramView[], CallError>> => {
  if (signal?.aborted === true) return err({ type: 'Cancelled' });
  const asked = [...new Set(siteIds)];
  const [installations, stored] = await Promise.all([
    installationCheck.checkMany(asked),
    repository.findMany(asked),
  ]);
  if (installations.isErr()) return err(installations.error);
  if (stored.isErr()) return err(stored.error);
  return ok(
    asked.flatMap((siteId) => {
      const installation = installations.value.get(siteId);
      if (installation?.installed !== true) return [];
      if (accountId !== undefined && installation.accountId !== accountId) return [];
      return [viewOf(programOrDraft(siteId, stored.value.get(siteId), installation), installation)];
    }),
  );
};
