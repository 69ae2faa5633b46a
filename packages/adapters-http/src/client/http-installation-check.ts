import {
  type Installation,
  type InstallationCheck,
  type InstallationCheckUnavailable,
  NOT_INSTALLED,
  type SiteId,
} from '@loyalty-programs/core';
import type { Result } from 'neverthrow';
import { ask } from './ask.js';
import type { Connection } from './call.js';
import { type ClientOptions, connect } from './connect.js';
import { inBatches, queryOf } from './site-batches.js';
import { readInstallations } from './wire/installation.js';
import type { Refusal } from './wire/refusal.js';

const unavailable = ({ type }: Refusal): InstallationCheckUnavailable => ({
  type: 'InstallationCheckUnavailable',
  cause: type,
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
    const installed = await inBatches(siteIds, (batch) =>
      ask(this.#connection, {
        method: 'GET',
        path: `/v1/installations?${queryOf(batch)}`,
        effect: 'read',
        read: readInstallations,
      }),
    );
    return installed.mapErr(unavailable).map((found) => {
      const known = new Map<SiteId, Installation>(found);
      return new Map(siteIds.map((siteId) => [siteId, known.get(siteId) ?? NOT_INSTALLED]));
    });
  }
}
