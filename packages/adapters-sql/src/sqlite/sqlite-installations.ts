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
import { rowOf, rowsOf } from './rows.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { Statements } from './statements.js';

/** Keeps installations beside the programs: the registry, and the check that answers from it. */
export class SqliteInstallations implements InstallationCheck, InstallationRegistry {
  readonly #statements: Statements;

  constructor(database: SqliteDatabase) {
    this.#statements = new Statements(database);
  }

  check(siteId: SiteId): Promise<Result<Installation, InstallationCheckUnavailable>> {
    return answering('InstallationCheckUnavailable', () => {
      const row = rowOf(this.#statements.get('check').get(siteId));
      return row === undefined ? NOT_INSTALLED : installationOf(row);
    });
  }

  checkMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>> {
    return answering('InstallationCheckUnavailable', () => {
      const rows = rowsOf(this.#statements.get('checkMany').all(JSON.stringify(siteIds)));
      const installed = new Map(rows.map((row) => [siteIdIn(row), installationOf(row)]));
      return new Map(siteIds.map((siteId) => [siteId, installed.get(siteId) ?? NOT_INSTALLED]));
    });
  }

  register(
    siteId: SiteId,
    installation: Installed,
  ): Promise<Result<Installed, InstallationRegistryUnavailable>> {
    return answering('InstallationRegistryUnavailable', () => {
      const [row] = rowsOf(this.#statements.get('register').all(...installationValues(siteId, installation)));
      if (row === undefined) throw new Error('the database gave no answer');
      return installationOf(row);
    });
  }

  remove(siteId: SiteId): Promise<Result<void, InstallationRegistryUnavailable>> {
    return answering('InstallationRegistryUnavailable', () => {
      this.#statements.get('remove').run(siteId);
    });
  }

  listSites(accountId?: AccountId): Promise<Result<readonly SiteId[], InstallationRegistryUnavailable>> {
    return answering('InstallationRegistryUnavailable', () => {
      const given =
        accountId === undefined
          ? this.#statements.get('listSites').all()
          : this.#statements.get('listSitesOfAccount').all(accountId);
      return rowsOf(given).map(siteIdIn);
    });
  }
}

const answering = <T, Type extends string>(
  type: Type,
  answer: () => T,
): Promise<Result<T, { readonly type: Type; readonly cause: unknown }>> => {
  try {
    return Promise.resolve(ok(answer()));
  } catch (cause) {
    return Promise.resolve(err({ type, cause }));
  }
};
