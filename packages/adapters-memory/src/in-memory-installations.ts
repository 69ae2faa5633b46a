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
  clone,
  installationEventBody,
  isOwned,
} from '@loyalty-programs/core/adapter-kit';
import { type Result, err, ok } from 'neverthrow';
import { InMemoryEvents } from './in-memory-events.js';

/** Keeps installations in the memory of this process: the registry and the check that answers from it. */
export class InMemoryInstallations implements InstallationCheck, InstallationRegistry {
  readonly #installed = new Map<SiteId, Installed>();
  readonly #events: InMemoryEvents;
  #down = false;

  /** `events`: where the events go; those of a repository, so that one feed tells of both. */
  constructor(events = new InMemoryEvents()) {
    this.#events = events;
  }

  /** Makes every call fail, until `restore`: to try how a host copes. */
  breakDown(): void {
    this.#down = true;
  }

  restore(): void {
    this.#down = false;
  }

  async check(siteId: SiteId): Promise<Result<Installation, InstallationCheckUnavailable>> {
    await Promise.resolve();
    return this.#down ? err(checkUnavailable()) : ok(this.#installationOf(siteId));
  }

  async checkMany(
    siteIds: readonly SiteId[],
  ): Promise<Result<ReadonlyMap<SiteId, Installation>, InstallationCheckUnavailable>> {
    await Promise.resolve();
    if (this.#down) return err(checkUnavailable());
    return ok(new Map(siteIds.map((siteId) => [siteId, this.#installationOf(siteId)])));
  }

  async register(
    siteId: SiteId,
    installation: Installed,
    onlyIf?: OwnerCondition,
    context?: ChangeContext,
  ): Promise<Result<Installed, InstallationRegistryUnavailable | NotOwner>> {
    const given = clone(installation);
    await Promise.resolve();
    if (this.#down) return err(registryUnavailable());
    if (!this.#isOwned(siteId, onlyIf)) return err({ type: 'NotOwner', siteId });
    const known = this.#installed.get(siteId) ?? null;
    const registered = { ...given, since: known?.since ?? given.since };
    this.#installed.set(siteId, registered);
    this.#record(siteId, installationEventBody(known, registered), context);
    return ok(clone(registered));
  }

  async remove(
    siteId: SiteId,
    onlyIf?: OwnerCondition,
    context?: ChangeContext,
  ): Promise<Result<void, InstallationRegistryUnavailable | NotOwner>> {
    await Promise.resolve();
    if (this.#down) return err(registryUnavailable());
    if (!this.#isOwned(siteId, onlyIf)) return err({ type: 'NotOwner', siteId });
    const known = this.#installed.get(siteId) ?? null;
    this.#installed.delete(siteId);
    this.#record(siteId, installationEventBody(known, null), context);
    return ok(undefined);
  }

  async listSites(
    accountId?: AccountId,
  ): Promise<Result<readonly SiteId[], InstallationRegistryUnavailable>> {
    await Promise.resolve();
    if (this.#down) return err(registryUnavailable());
    const installed = [...this.#installed].filter(
      ([, installation]) => accountId === undefined || installation.accountId === accountId,
    );
    return ok(installed.map(([siteId]) => siteId).sort());
  }

  #isOwned(siteId: SiteId, onlyIf: OwnerCondition | undefined): boolean {
    return isOwned(this.#installed.get(siteId) ?? NOT_INSTALLED, onlyIf);
  }

  #record(
    siteId: SiteId,
    body: ReturnType<typeof installationEventBody>,
    { now, actor, causedBy = null }: ChangeContext = { now: Date.now(), actor: null },
  ): void {
    if (body !== undefined) this.#events.record(siteId, [{ ...body, siteId, time: now, actor, causedBy }]);
  }

  #installationOf(siteId: SiteId): Installation {
    return clone(this.#installed.get(siteId) ?? NOT_INSTALLED);
  }
}

const cause = 'broken down on purpose';

const checkUnavailable = (): InstallationCheckUnavailable => ({
  type: 'InstallationCheckUnavailable',
  cause,
});

const registryUnavailable = (): InstallationRegistryUnavailable => ({
  type: 'InstallationRegistryUnavailable',
  cause,
});
