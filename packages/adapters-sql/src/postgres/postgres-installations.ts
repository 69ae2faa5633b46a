import {
  type AccountId,
  type Installation,
  type InstallationCheck,
  type InstallationCheckUnavailable,
  type InstallationRegistry,
  type InstallationRegistryUnavailable,
  type Installed,
  NOT_INSTALLED,
  type SiteId,
} from '@loyalty-programs/core';
import { installationOf, installationValues, siteIdIn } from '../rows/index.js';
import { type Result, err, ok } from 'neverthrow';
import type { Queryable } from './queryable.js';
import { run } from './run.js';

/** Keeps installations beside the programs: the registry, and the check that answers from it. */
export class PostgresInstallations implements InstallationCheck, InstallationRegistry {
  readonly #database: Queryable;

  constructor(database: Queryable) {
    this.#database = database;
  }

  async check(siteId: SiteId): Promise<Result<Installation, InstallationCheckUnavailable>> {
    try {
      const [row] = await run(this.#database, 'check', [siteId]);
      return ok(row === undefined ? NOT_INSTALLED : installationOf(row));
    } catch (cause) {
      return checkUnavailable(cause);
    }
  }

  async checkMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>> {
    const asked = [...siteIds];
    try {
      const rows = await run(this.#database, 'checkMany', [asked]);
      const installed = new Map(rows.map((row) => [siteIdIn(row), installationOf(row)]));
      return ok(new Map(asked.map((siteId) => [siteId, installed.get(siteId) ?? NOT_INSTALLED])));
    } catch (cause) {
      return checkUnavailable(cause);
    }
  }

  async register(
    siteId: SiteId,
    installation: Installed,
  ): Promise<Result<Installed, InstallationRegistryUnavailable>> {
    try {
      const [row] = await run(this.#database, 'register', installationValues(siteId, installation));
      return row === undefined ? registryUnavailable('the database gave no answer') : ok(installationOf(row));
    } catch (cause) {
      return registryUnavailable(cause);
    }
  }

  async remove(siteId: SiteId): Promise<Result<void, InstallationRegistryUnavailable>> {
    try {
      await run(this.#database, 'remove', [siteId]);
      return ok(undefined);
    } catch (cause) {
      return registryUnavailable(cause);
    }
  }

  async listSites(
    accountId?: AccountId,
  ): Promise<Result<readonly SiteId[], InstallationRegistryUnavailable>> {
    try {
      const rows =
        accountId === undefined
          ? await run(this.#database, 'listSites', [])
          : await run(this.#database, 'listSitesOfAccount', [accountId]);
      return ok(rows.map(siteIdIn));
    } catch (cause) {
      return registryUnavailable(cause);
    }
  }
}

const checkUnavailable = (cause: unknown) => err({ type: 'InstallationCheckUnavailable' as const, cause });

const registryUnavailable = (cause: unknown) =>
  err({ type: 'InstallationRegistryUnavailable' as const, cause });
