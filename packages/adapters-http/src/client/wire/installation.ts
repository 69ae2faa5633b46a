import {
  type Installed,
  type RawRecord,
  type SiteId,
  isRecord,
  parseInstallationInput,
  parseSiteId,
} from '@loyalty-programs/core';
import { every, listIn, timestampOf } from './values.js';

const readInstallation = (raw: RawRecord): readonly [SiteId, Installed] | undefined => {
  const siteId = parseSiteId(raw['siteId']).unwrapOr(undefined);
  const since = timestampOf(raw['installedDate']);
  // What is told of an installation has the shape, and the rules, of what a host tells of it.
  const details = parseInstallationInput(raw);
  return siteId === undefined || since === undefined || details.isErr()
    ? undefined
    : [siteId, { installed: true, since, ...details.value }];
};

/** Reads `{ installations: [{ siteId, … }] }`. */
export const readInstallations = (json: unknown): readonly (readonly [SiteId, Installed])[] | undefined => {
  const list = listIn(json, 'installations');
  return list === undefined
    ? undefined
    : every(list, (raw) => (isRecord(raw) ? readInstallation(raw) : undefined));
};
