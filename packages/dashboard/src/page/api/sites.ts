import type { ProgramStatus } from '@loyalty-programs/core';
import { isRecord, PROGRAM_STATUSES } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { callApi, listAt, type Problem, textAt, textsAt } from './http.js';

export interface SiteSummary {
  readonly siteId: string;
  readonly name: string | null;
  readonly status: ProgramStatus;
  readonly isInstalled: boolean;
  /** What activation still needs, as the API calls it. */
  readonly unmet: readonly string[];
}

export interface SitePage {
  readonly sites: readonly SiteSummary[];
  readonly nextCursor: string | null;
}

/** Searches sites by the start of their id or name. */
export const searchSites = async (
  text: string,
  status: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Result<SitePage, Problem>> => {
  const query = new URLSearchParams({ q: text.trim(), limit: '50' });
  if (status !== '') query.set('status', status);
  if (cursor !== null) query.set('cursor', cursor);
  const answer = await callApi(`/v1/sites?${query.toString()}`, { signal });
  if (answer.isErr()) return err(answer.error);
  const json = answer.value;
  const sites = listAt(json, 'sites').map((raw) => ({
    siteId: textAt(raw, 'siteId') ?? '',
    name: textAt(raw, 'name'),
    status: PROGRAM_STATUSES.find((each) => each === raw['status']) ?? 'DRAFT',
    isInstalled: raw['installed'] === true,
    unmet: textsAt(raw, 'unmet'),
  }));
  return ok({ sites, nextCursor: isRecord(json) ? textAt(json, 'nextCursor') : null });
};
