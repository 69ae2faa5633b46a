import type {
  AccountId,
  InstallationRegistry,
  RepositoryUnavailable,
  SiteDirectory,
  SiteId,
  SitePageQuery,
} from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import type { InMemoryLoyaltyProgramRepository } from './in-memory-loyalty-program-repository.js';

/** Lists the sites of a repository and a registry in memory. */
export class InMemorySiteDirectory implements SiteDirectory {
  readonly #repository: InMemoryLoyaltyProgramRepository;
  readonly #registry: InstallationRegistry;

  constructor(repository: InMemoryLoyaltyProgramRepository, registry: InstallationRegistry) {
    this.#repository = repository;
    this.#registry = registry;
  }

  async listSites({
    after,
    limit,
    accountId,
  }: SitePageQuery): Promise<Result<readonly SiteId[], RepositoryUnavailable>> {
    const sites = await this.#sites(accountId);
    return sites.map((siteIds) =>
      siteIds.filter((siteId) => after === undefined || siteId > after).slice(0, limit),
    );
  }

  async countSites(): Promise<Result<number, RepositoryUnavailable>> {
    return (await this.#sites()).map(({ length }) => length);
  }

  /** In the order of their code points: an id is ASCII. */
  async #sites(accountId?: AccountId): Promise<Result<readonly SiteId[], RepositoryUnavailable>> {
    const installed = await this.#registry.listSites(accountId);
    if (installed.isErr()) return err({ type: 'RepositoryUnavailable', cause: installed.error.cause });
    if (accountId !== undefined) return ok(installed.value);
    const stored = await this.#repository.storedSites();
    return stored.map((siteIds) => [...new Set([...siteIds, ...installed.value])].sort());
  }
}
