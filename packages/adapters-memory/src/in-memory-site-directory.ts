import type {
  AccountId,
  InstallationCheck,
  InstallationRegistry,
  RepositoryUnavailable,
  SiteId,
} from '@loyalty-programs/core';
import {
  type IdPosition,
  type InvalidCursor,
  type SiteDirectory,
  type SiteIndexes,
  type SitePageQuery,
  type SiteSearch,
  type SiteSearchPage,
  type SiteSummary,
  compareCodePoints,
  nameKeyOf,
  searchSites,
} from '@loyalty-programs/core/adapter-kit';
import { type Result, err, ok } from 'neverthrow';
import type { InMemoryLoyaltyProgramRepository } from './in-memory-loyalty-program-repository.js';

type Installations = Pick<InstallationRegistry, 'listSites'> & Pick<InstallationCheck, 'checkMany'>;

/** The value of a result; the cause of its error is thrown. */
const orThrow = async <T>(pending: Promise<Result<T, { readonly cause?: unknown }>>): Promise<T> => {
  const result = await pending;
  if (result.isErr()) throw result.error.cause;
  return result.value;
};

const behind =
  ({ after, from }: IdPosition) =>
  (siteId: SiteId): boolean =>
    siteId > after && siteId >= from;

/** Lists the sites of a repository and a registry in memory. */
export class InMemorySiteDirectory implements SiteDirectory {
  readonly #repository: InMemoryLoyaltyProgramRepository;
  readonly #installations: Installations;

  constructor(repository: InMemoryLoyaltyProgramRepository, installations: Installations) {
    this.#repository = repository;
    this.#installations = installations;
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

  searchSites(query: SiteSearch): Promise<Result<SiteSearchPage, InvalidCursor | RepositoryUnavailable>> {
    return searchSites(query, this.#indexes);
  }

  async countSites(): Promise<Result<number, RepositoryUnavailable>> {
    return (await this.#sites()).map(({ length }) => length);
  }

  readonly #indexes: SiteIndexes = {
    byId: async (position, limit) =>
      this.#summaries((await orThrow(this.#sites())).filter(behind(position)).slice(0, limit)),
    byAccount: async (accountId, position, limit) =>
      this.#summaries((await orThrow(this.#sites(accountId))).filter(behind(position)).slice(0, limit)),
    byStatus: async (status, position, limit) => {
      const stored = (await orThrow(this.#repository.storedSites())).filter(behind(position)).sort();
      return (await this.#summaries(stored)).filter((site) => site.status === status).slice(0, limit);
    },
    among: async (siteIds) => {
      const known = new Set(await orThrow(this.#sites()));
      return this.#summaries(siteIds.filter((siteId) => known.has(siteId)));
    },
    byName: async ({ nameKey, siteId }, limit) => {
      const stored = await this.#summaries(await orThrow(this.#repository.storedSites()));
      return stored
        .flatMap((site) => (site.name === null ? [] : [{ site, key: nameKeyOf(site.name) }]))
        .map(({ site, key }) => ({ site, order: compareCodePoints(key, nameKey), key }))
        .filter(({ site, order }) => order > 0 || (order === 0 && site.siteId > siteId))
        .sort((a, b) => compareCodePoints(a.key, b.key) || compareCodePoints(a.site.siteId, b.site.siteId))
        .slice(0, limit)
        .map(({ site }) => site);
    },
  };

  async #summaries(siteIds: readonly SiteId[]): Promise<readonly SiteSummary[]> {
    const programs = await orThrow(this.#repository.findMany(siteIds));
    const installations = await orThrow(this.#installations.checkMany(siteIds));
    return siteIds.map((siteId) => {
      const program = programs.get(siteId);
      const installation = installations.get(siteId);
      return {
        siteId,
        name: program?.name ?? null,
        status: program?.status ?? 'DRAFT',
        isInstalled: installation?.installed === true,
        accountId: installation?.installed === true ? installation.accountId : null,
      };
    });
  }

  /** In the order of their code points: an id is ASCII. */
  async #sites(accountId?: AccountId): Promise<Result<readonly SiteId[], RepositoryUnavailable>> {
    const installed = await this.#installations.listSites(accountId);
    if (installed.isErr()) return err({ type: 'RepositoryUnavailable', cause: installed.error.cause });
    if (accountId !== undefined) return ok(installed.value);
    const stored = await this.#repository.storedSites();
    return stored.map((siteIds) => [...new Set([...siteIds, ...installed.value])].sort());
  }
}
