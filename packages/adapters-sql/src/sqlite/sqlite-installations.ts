import {
  type AccountId,
  type Installation,
  type InstallationCheck,
  type InstallationCheckUnavailable,
  type InstallationRegistry,
  type InstallationRegistryUnavailable,
  type Installed,
  type SiteId,
} from '@loyalty-programs/core';
import {
  type ChangeContext,
  NOT_INSTALLED,
  type NotOwner,
  type OwnerCondition,
  installationEventBody,
  isOwned,
} from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { installationOf, installationValues, siteIdIn } from '../rows/index.js';
import { type Connection, connectionTo } from './connection.js';
import { LOCK_TIMEOUT } from './failure.js';
import { recordEvent } from './history.js';
import type { SqliteDatabase, SqliteOptions } from './sqlite-database.js';

/** Keeps installations beside the programs: the registry, and the check that answers from it. */
export class SqliteInstallations implements InstallationCheck, InstallationRegistry {
  readonly #connection: Connection;
  readonly #lockTimeout: number;

  constructor(database: SqliteDatabase, { lockTimeout = LOCK_TIMEOUT }: SqliteOptions = {}) {
    this.#connection = connectionTo(database);
    this.#lockTimeout = lockTimeout;
  }

  check(siteId: SiteId): Promise<Result<Installation, InstallationCheckUnavailable>> {
    return this.#read('InstallationCheckUnavailable', () => this.#installationOf(siteId));
  }

  checkMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>> {
    const requested = [...siteIds];
    return this.#read('InstallationCheckUnavailable', () => {
      const rows = this.#connection.all('checkMany', JSON.stringify(requested));
      const installed = new Map(rows.map((row) => [siteIdIn(row), installationOf(row)]));
      return new Map(requested.map((siteId) => [siteId, installed.get(siteId) ?? NOT_INSTALLED]));
    });
  }

  register(
    siteId: SiteId,
    installation: Installed,
    onlyIf?: OwnerCondition,
    context?: ChangeContext,
  ): Promise<Result<Installed, InstallationRegistryUnavailable | NotOwner>> {
    const values = installationValues(siteId, installation);
    return this.#change(siteId, onlyIf, context, () => {
      this.#connection.run('register', ...values);
      const [row] = this.#connection.all('check', siteId);
      if (row === undefined) throw new Error('the registered installation is missing');
      return installationOf(row);
    });
  }

  async remove(
    siteId: SiteId,
    onlyIf?: OwnerCondition,
    context?: ChangeContext,
  ): Promise<Result<void, InstallationRegistryUnavailable | NotOwner>> {
    const removed = await this.#change(siteId, onlyIf, context, () => {
      this.#connection.run('remove', siteId);
      return NOT_INSTALLED;
    });
    return removed.map(() => undefined);
  }

  listSites(accountId?: AccountId): Promise<Result<readonly SiteId[], InstallationRegistryUnavailable>> {
    return this.#read('InstallationRegistryUnavailable', () => {
      const rows =
        accountId === undefined
          ? this.#connection.all('listSites')
          : this.#connection.all('listSitesOfAccount', accountId);
      return rows.map(siteIdIn);
    });
  }

  async #read<T, Type extends string>(
    type: Type,
    work: () => T,
  ): Promise<Result<T, { readonly type: Type; readonly cause: unknown }>> {
    const read = await this.#connection.read(work, this.#lockTimeout);
    return read.mapErr(({ cause }) => ({ type, cause }));
  }

  /**
   * Changes a site if it meets the condition, and records the event. Other processes wait from the check to the end
   * of the change.
   */
  async #change<T extends Installation>(
    siteId: SiteId,
    onlyIf: OwnerCondition | undefined,
    { now, actor, causedBy = null }: ChangeContext = { now: Date.now(), actor: null },
    work: () => T,
  ): Promise<Result<T, InstallationRegistryUnavailable | NotOwner>> {
    const written = await this.#connection.write<Result<T, NotOwner>>(() => {
      const before = this.#installationOf(siteId);
      if (!isOwned(before, onlyIf)) return err({ type: 'NotOwner', siteId });
      const after = work();
      const body = installationEventBody(installedOrNull(before), installedOrNull(after));
      if (body !== undefined) recordEvent(this.#connection, { ...body, siteId, time: now, actor, causedBy });
      return ok(after);
    }, this.#lockTimeout);
    if (written.isOk()) {
      this.#connection.signals.send(0);
      return written.value;
    }
    const { cause, notDone } = written.error;
    return err({ type: 'InstallationRegistryUnavailable', cause, ...(notDone && { notDone }) });
  }

  #installationOf(siteId: SiteId): Installation {
    const [row] = this.#connection.all('check', siteId);
    return row === undefined ? NOT_INSTALLED : installationOf(row);
  }
}

const installedOrNull = (installation: Installation): Installed | null =>
  installation.installed ? installation : null;
