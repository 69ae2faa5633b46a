import {
  type LoyaltyProgram,
  type LoyaltyProgramRepository,
  type ProgramEvent,
  type SiteId,
  siteIdOf,
} from '@loyalty-programs/core';
import { type Change, HISTORY_LIMIT, type HistoryPoint } from '@loyalty-programs/core/adapter-kit';
import { valueOf } from '../expectations.js';
import type { LoyaltyProgramRepositoryHarness } from './harness.js';
import { Site } from './site.js';

/** The repository under test as a check uses it that expects every call to succeed. */
export class Store {
  readonly #harness: LoyaltyProgramRepositoryHarness;
  /** For calls that are not expected to succeed. */
  readonly repository: LoyaltyProgramRepository;

  constructor(harness: LoyaltyProgramRepositoryHarness) {
    this.#harness = harness;
    this.repository = harness.repository;
  }

  /** A site ready to be changed, for which nothing is stored. */
  async site(text: string): Promise<Site> {
    const siteId = siteIdOf(text);
    await this.#harness.prepareSite?.(siteId);
    return new Site(siteId, (change) => this.save(change));
  }

  async breakConnection(): Promise<void> {
    await this.#harness.breakConnection();
  }

  find(siteId: SiteId): Promise<LoyaltyProgram | undefined> {
    return valueOf('find', () => this.repository.find(siteId));
  }

  findMany(siteIds: readonly SiteId[]): Promise<ReadonlyMap<SiteId, LoyaltyProgram>> {
    return valueOf('findMany', () => this.repository.findMany(siteIds));
  }

  save(change: Change): Promise<LoyaltyProgram> {
    return valueOf('save', () => this.repository.save(change));
  }

  /** Without a range: the whole history. */
  history(
    siteId: SiteId,
    afterRevision = 0,
    limit: number = HISTORY_LIMIT.max,
  ): Promise<readonly ProgramEvent[]> {
    return valueOf('history', () => this.repository.history(siteId, afterRevision, limit));
  }

  programAt(siteId: SiteId, point: HistoryPoint): Promise<LoyaltyProgram | undefined> {
    return valueOf('programAt', () => this.repository.programAt(siteId, point));
  }

  erase(siteId: SiteId): Promise<void> {
    return valueOf('erase', () => this.repository.erase(siteId));
  }
}
