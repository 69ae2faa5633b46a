import { type Result, err } from 'neverthrow';
import type { SiteId } from '../values/identifiers.js';
import type { CallOptions } from './call-options.js';
import { type Cancelled, type OutcomeUnknown, unconfirmed } from './errors.js';
import type { RepositoryUnavailable } from '../ports/loyalty-program-repository.js';
import type { Ports } from './site-state.js';

/** Removes what is stored of a site. */
export const eraseProgram = async (
  { repository }: Ports,
  siteId: SiteId,
  { signal }: CallOptions,
): Promise<Result<void, RepositoryUnavailable | OutcomeUnknown | Cancelled>> => {
  if (signal?.aborted === true) return err({ type: 'Cancelled' });
  const erased = await repository.erase(siteId);
  return erased.mapErr(unconfirmed);
};
