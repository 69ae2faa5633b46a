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
  type SiteId,
} from '@loyalty-programs/core';
import { clone, isOwned } from '@loyalty-programs/core/adapter-kit';
import { type Result, err, ok } from 'neverthrow';

/** Keeps installations in the memory of this process: the registry and the check that answers from it. */
export class InMemoryInstallations implements InstallationCheck, InstallationRegistry {
  readonly #installed = new Map<SiteId, Installed>();
  #down = false;

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
  ): Promise<Result<Installed, InstallationRegistryUnavailable | NotOwner>> {
    await Promise.resolve();
    if (this.#down) return err(registryUnavailable());
    if (!this.#isOwned(siteId, onlyIf)) return err({ type: 'NotOwner', siteId });
    const since = this.#installed.get(siteId)?.since ?? installation.since;
    this.#installed.set(siteId, clone({ ...installation, since }));
    return ok(clone({ ...installation, since }));
  }

  async remove(
    siteId: SiteId,
    onlyIf?: OwnerCondition,
  ): Promise<Result<void, InstallationRegistryUnavailable | NotOwner>> {
    await Promise.resolve();
    if (this.#down) return err(registryUnavailable());
    if (!this.#isOwned(siteId, onlyIf)) return err({ type: 'NotOwner', siteId });
    this.#installed.delete(siteId);
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
