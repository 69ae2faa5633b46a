import {
  type Change,
  LIMITS,
  type LoyaltyProgram,
  type LoyaltyProgramRepository,
  type ProgramEvent,
  type SiteId,
  siteIdOf,
} from '@loyalty-programs/core';
import { answerOf, valueOf } from '../expectations.js';
import type { LoyaltyProgramRepositoryHarness } from './harness.js';
import { Site } from './site.js';

type Answer<Method extends keyof LoyaltyProgramRepository> = ReturnType<LoyaltyProgramRepository[Method]>;

/** The repository under test. A rejection ends the check; so does, where no `try` says otherwise, an error. */
export class Store {
  readonly #harness: LoyaltyProgramRepositoryHarness;

  constructor(harness: LoyaltyProgramRepositoryHarness) {
    this.#harness = harness;
  }

  /** A site ready to be changed, for which nothing is stored. */
  async site(text: string): Promise<Site> {
    const siteId = siteIdOf(text);
    await this.#harness.prepareSite?.(siteId);
    return new Site(this, siteId);
  }

  async breakConnection(): Promise<void> {
    await this.#harness.breakConnection();
  }

  async find(siteId: SiteId): Promise<LoyaltyProgram | undefined> {
    return valueOf('find', await this.tryFind(siteId));
  }

  async findMany(siteIds: readonly SiteId[]): Promise<ReadonlyMap<SiteId, LoyaltyProgram>> {
    return valueOf('findMany', await this.tryFindMany(siteIds));
  }

  async save(change: Change): Promise<LoyaltyProgram> {
    return valueOf('save', await this.trySave(change));
  }

  /** Without a range: the whole history. */
  async history(
    siteId: SiteId,
    afterRevision = 0,
    limit: number = LIMITS.historyLimit.max,
  ): Promise<readonly ProgramEvent[]> {
    return valueOf('history', await this.tryHistory(siteId, afterRevision, limit));
  }

  async erase(siteId: SiteId): Promise<void> {
    valueOf('erase', await this.tryErase(siteId));
  }

  tryFind(siteId: SiteId): Answer<'find'> {
    return answerOf('find', () => this.#harness.repository.find(siteId));
  }

  tryFindMany(siteIds: readonly SiteId[]): Answer<'findMany'> {
    return answerOf('findMany', () => this.#harness.repository.findMany(siteIds));
  }

  trySave(change: Change): Answer<'save'> {
    return answerOf('save', () => this.#harness.repository.save(change));
  }

  tryHistory(siteId: SiteId, afterRevision: number, limit: number): Answer<'history'> {
    return answerOf('history', () => this.#harness.repository.history(siteId, afterRevision, limit));
  }

  tryErase(siteId: SiteId): Answer<'erase'> {
    return answerOf('erase', () => this.#harness.repository.erase(siteId));
  }
}
