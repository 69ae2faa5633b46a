import {
  type Installation,
  type InstallationCheck,
  type InstallationCheckUnavailable,
  type SiteId,
} from '@loyalty-programs/core';
import { NOT_INSTALLED, parseInstallationInput } from '@loyalty-programs/core/adapter-kit';
import type { Result } from 'neverthrow';
import { callInPages } from './api-calls.js';
import { type ClientOptions, connect, type Connection } from './connect.js';
import { reasonOf, type Refusal } from './wire/refusal.js';
import { listIn, readBySite, timestampOf, valueIn } from './wire/values.js';

/** Reads `{ installations: [{ siteId, … }] }`. */
const readInstallations = (
  siteIds: readonly SiteId[],
  json: unknown,
): (readonly [SiteId, Installation])[] | undefined =>
  readBySite(listIn(json, 'installations'), 'siteId', siteIds, (_, raw): Installation | undefined => {
    const since = timestampOf(valueIn(raw, 'installedDate'));
    // A reported installation has the shape and the rules of an installation input.
    const details = parseInstallationInput(raw).unwrapOr(undefined);
    return since === undefined || details === undefined ? undefined : { installed: true, since, ...details };
  });

const unavailable = (refusal: Refusal): InstallationCheckUnavailable => ({
  type: 'InstallationCheckUnavailable',
  cause: reasonOf(refusal),
});

/** Asks another service's registry of installations. The key needs the permission MANAGE_INSTALLATIONS. */
export class HttpInstallationCheck implements InstallationCheck {
  readonly #connection: Connection;

  constructor(options: ClientOptions) {
    this.#connection = connect(options);
  }

  async check(siteId: SiteId): Promise<Result<Installation, InstallationCheckUnavailable>> {
    const checked = await this.checkMany([siteId]);
    return checked.map((installations) => installations.get(siteId) ?? NOT_INSTALLED);
  }

  async checkMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>> {
    const reported = await callInPages(this.#connection, siteIds, '/v1/installations?', readInstallations);
    return reported
      .map((known) => new Map(siteIds.map((siteId) => [siteId, known.get(siteId) ?? NOT_INSTALLED])))
      .mapErr(unavailable);
  }
}
