import type { Installation, SiteId } from '@loyalty-programs/core';
import { parseInstallationInput } from '@loyalty-programs/core/adapter-kit';
import { listIn, readBySite, timestampOf, valueIn } from './values.js';

/** Reads `{ installations: [{ siteId, … }] }`. */
export const readInstallations = (
  siteIds: readonly SiteId[],
  json: unknown,
): (readonly [SiteId, Installation])[] | undefined =>
  readBySite(listIn(json, 'installations'), 'siteId', siteIds, (_, raw): Installation | undefined => {
    const since = timestampOf(valueIn(raw, 'installedDate'));
    // What is told of an installation has the shape, and the rules, of what a host tells of it.
    const details = parseInstallationInput(raw).unwrapOr(undefined);
    return since === undefined || details === undefined ? undefined : { installed: true, since, ...details };
  });
