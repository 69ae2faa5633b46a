import {
  type Installation,
  type InstallationCheck,
  type InstallationCheckUnavailable,
  NOT_INSTALLED,
  type SiteId,
} from '@loyalty-programs/core';
import type { Result } from 'neverthrow';
import { type ClientOptions, type Connection, connect } from './connect.js';
import { askAboutMany } from './many-sites.js';
import { reasonOf } from './reason-of.js';
import { readInstallations } from './wire/installation.js';
import type { Refusal } from './wire/refusal.js';

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
    const told = await askAboutMany(this.#connection, siteIds, '/v1/installations?', readInstallations);
    return told
      .map((known) => new Map(siteIds.map((siteId) => [siteId, known.get(siteId) ?? NOT_INSTALLED])))
      .mapErr(unavailable);
  }
}
