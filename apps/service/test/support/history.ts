import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { askFor } from './api.js';

/** What happened to a program, as far as tests look at it. */
export interface HappenedEvent {
  readonly type: unknown;
  readonly revision: number;
  readonly after: unknown;
}

/** The whole history of a site, up to a thousand revisions. */
export const historyOf = async (origin: string, site: string): Promise<readonly HappenedEvent[]> => {
  const body = await askFor(origin, 'GET', '/program/events?limit=1000', { site });
  const events: unknown = isRecord(body) ? body['events'] : undefined;
  if (!Array.isArray(events)) throw new TypeError('an answer without events');
  return events
    .filter(isRecord)
    .map(({ type, revision, after }) => ({ type, revision: Number(revision), after }));
};
