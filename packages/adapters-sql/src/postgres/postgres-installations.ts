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
  untouchedDraft,
} from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { eventsAsJson, installationOf, installationValues, programValues, siteIdIn } from '../rows/index.js';
import { Database } from './database.js';
import { unavailable } from './failure.js';
import type { PostgresOptions, Queryable } from './options.js';
import { byPartition, partitionOf } from './partition.js';
import { inTransaction } from './transaction.js';

/** Keeps installations beside the programs: the registry, and the check that answers from it. */
export class PostgresInstallations implements InstallationCheck, InstallationRegistry {
  readonly #database: Database;
  readonly #isSharded: boolean;

  constructor(database: Queryable, options: PostgresOptions = {}) {
    this.#database = new Database(database, options);
    this.#isSharded = options.sharded === true;
  }

  async check(siteId: SiteId): Promise<Result<Installation, InstallationCheckUnavailable>> {
    try {
      const [row] = await this.#database.run('check', [partitionOf(siteId), siteId]);
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
      const rows = this.#isSharded
        ? await Promise.all(
            byPartition(requested).map((group) =>
              this.#database.run('checkManyIn', [group.partition, group.siteIds]),
            ),
          )
        : [await this.#database.run('checkMany', [requested.map(partitionOf), requested])];
      const installed = new Map(rows.flat().map((row) => [siteIdIn(row), installationOf(row)]));
      return ok(new Map(requested.map((siteId) => [siteId, installed.get(siteId) ?? NOT_INSTALLED])));
    } catch (cause) {
      return checkUnavailable(cause);
    }
  }

  register(
    siteId: SiteId,
    installation: Installed,
    onlyIf?: OwnerCondition,
    context?: ChangeContext,
  ): Promise<Result<Installed, InstallationRegistryUnavailable | NotOwner>> {
    const values = [...installationValues(siteId, installation), partitionOf(siteId)];
    return this.#change(siteId, onlyIf, context, async (connection) => {
      const [row] = await this.#database.run('register', values, connection);
      if (row === undefined) throw new Error('the database gave no answer');
      return installationOf(row);
    });
  }

  async remove(
    siteId: SiteId,
    onlyIf?: OwnerCondition,
    context?: ChangeContext,
  ): Promise<Result<void, InstallationRegistryUnavailable | NotOwner>> {
    const removed = await this.#change(siteId, onlyIf, context, async (connection) => {
      await this.#database.run('remove', [partitionOf(siteId), siteId], connection);
      return NOT_INSTALLED;
    });
    return removed.map(() => undefined);
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

  /**
   * Changes a site if it meets the condition, and records the event. The row that counts the events of the site is
   * locked first: no other change of the site comes between.
   */
  async #change<T extends Installation>(
    siteId: SiteId,
    onlyIf: OwnerCondition | undefined,
    { now, actor, causedBy = null }: ChangeContext = { now: Date.now(), actor: null },
    work: (connection: Queryable) => Promise<T>,
  ): Promise<Result<T, InstallationRegistryUnavailable | NotOwner>> {
    const database = this.#database;
    const key = [partitionOf(siteId), siteId];
    const blank = programValues(untouchedDraft(siteId, 0));
    try {
      return await inTransaction<Result<T, NotOwner>>(database, async (connection) => {
        await database.run('countEvent', [...blank, partitionOf(siteId), now], connection);
        const [row] = await database.run('check', key, connection);
        const before = row === undefined ? null : installationOf(row);
        if (!isOwned(before ?? NOT_INSTALLED, onlyIf)) return err({ type: 'NotOwner', siteId });
        const changed = await work(connection);
        const after: Installation = changed;
        const body = installationEventBody(before, after.installed ? after : null);
        if (body !== undefined) {
          const event = eventsAsJson([{ ...body, siteId, time: now, actor, causedBy }]);
          await database.run('appendEvents', [...key, event], connection);
        }
        return ok(changed);
      });
    } catch (cause) {
      return registryUnavailable(cause);
    }
  }
}

const checkUnavailable = (cause: unknown) => err({ type: 'InstallationCheckUnavailable' as const, cause });

const registryUnavailable = (cause: unknown): Result<never, InstallationRegistryUnavailable> =>
  unavailable(cause).mapErr((error) => ({ ...error, type: 'InstallationRegistryUnavailable' }));
