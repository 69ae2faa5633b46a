import {
  type AccountId,
  type Installation,
  type InstallationCheck,
  type InstallationCheckUnavailable,
  type InstallationRegistry,
  type InstallationRegistryUnavailable,
  type Installed,
  NOT_INSTALLED,
  type NotOwner,
  type OwnerCondition,
  type RepositoryUnavailable,
  type SiteDirectory,
  type SiteId,
  type SitePageQuery,
} from '@loyalty-programs/core';
import { err, ok, type Result } from 'neverthrow';
import { installationOf, installationValues, numberIn, siteIdIn } from '../rows/index.js';
import { Database } from './database.js';
import { unavailable } from './failure.js';
import type { PostgresOptions, Queryable } from './options.js';

/** Keeps installations beside the programs: the registry, and the check that answers from it. */
export class PostgresInstallations implements InstallationCheck, InstallationRegistry {
  readonly #database: Database;

  constructor(database: Queryable, options: PostgresOptions = {}) {
    this.#database = new Database(database, options);
  }

  async check(siteId: SiteId): Promise<Result<Installation, InstallationCheckUnavailable>> {
    try {
      const [row] = await this.#database.run('check', [siteId]);
      return ok(row === undefined ? NOT_INSTALLED : installationOf(row));
    } catch (cause) {
      return checkUnavailable(cause);
    }
  }

  async checkMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>> {
    const requested = [...siteIds];
    try {
      const rows = await this.#database.run('checkMany', [requested]);
      const installed = new Map(rows.map((row) => [siteIdIn(row), installationOf(row)]));
      return ok(new Map(requested.map((siteId) => [siteId, installed.get(siteId) ?? NOT_INSTALLED])));
    } catch (cause) {
      return checkUnavailable(cause);
    }
  }

  async register(
    siteId: SiteId,
    installation: Installed,
    onlyIf?: OwnerCondition,
  ): Promise<Result<Installed, InstallationRegistryUnavailable | NotOwner>> {
    const values = installationValues(siteId, installation);
    try {
      const [row] =
        onlyIf === undefined
          ? await this.#database.run('register', values)
          : await this.#database.run(
              onlyIf.orNotInstalled === true ? 'registerNewOrOwned' : 'registerOwned',
              [...values, onlyIf.accountId],
            );
      if (row !== undefined) return ok(installationOf(row));
      return onlyIf === undefined
        ? registryUnavailable('the database gave no answer')
        : err({ type: 'NotOwner', siteId });
    } catch (cause) {
      return registryUnavailable(cause);
    }
  }

  async remove(
    siteId: SiteId,
    onlyIf?: OwnerCondition,
  ): Promise<Result<void, InstallationRegistryUnavailable | NotOwner>> {
    try {
      if (onlyIf === undefined) {
        await this.#database.run('remove', [siteId]);
        return ok(undefined);
      }
      const [removed] = await this.#database.run('removeOwned', [siteId, onlyIf.accountId]);
      if (removed !== undefined) return ok(undefined);
      // Nothing was removed: the site is another account's, or there is nothing to remove.
      const [row] = onlyIf.orNotInstalled === true ? await this.#database.run('check', [siteId]) : [{}];
      return row === undefined ? ok(undefined) : err({ type: 'NotOwner', siteId });
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
          ? await this.#database.run('listSites', [])
          : await this.#database.run('listSitesOfAccount', [accountId]);
      return ok(rows.map(siteIdIn));
    } catch (cause) {
      return registryUnavailable(cause);
    }
  }
}

const checkUnavailable = (cause: unknown) => err({ type: 'InstallationCheckUnavailable' as const, cause });

const registryUnavailable = (cause: unknown): Result<never, InstallationRegistryUnavailable> =>
  unavailable(cause).mapErr((error) => ({ ...error, type: 'InstallationRegistryUnavailable' }));

/** Lists the sites that have a program or an installation in the tables of `migrate`. */
export class PostgresSiteDirectory implements SiteDirectory {
  readonly #database: Database;

  constructor(database: Queryable, options: PostgresOptions = {}) {
    this.#database = new Database(database, options);
  }

  async listSites({
    after,
    limit,
    accountId,
  }: SitePageQuery): Promise<Result<readonly SiteId[], RepositoryUnavailable>> {
    try {
      const rows =
        accountId === undefined
          ? await this.#database.run('listAllSites', [after ?? FIRST, limit])
          : await this.#database.run('listSitesOfAccountAfter', [after ?? FIRST, limit, accountId]);
      return ok(rows.map(siteIdIn));
    } catch (cause) {
      return unavailable(cause);
    }
  }

  async countSites(): Promise<Result<number, RepositoryUnavailable>> {
    try {
      const [row] = await this.#database.run('countSites', []);
      return ok(row === undefined ? 0 : numberIn(row, 'count'));
    } catch (cause) {
      return unavailable(cause);
    }
  }
}

/** Every site id is behind it: none is empty. */
const FIRST = '';
