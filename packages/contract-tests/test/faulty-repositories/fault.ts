import { InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import type {
  LoyaltyProgramRepositoryCheck,
  LoyaltyProgramRepositoryHarness,
} from '@loyalty-programs/contract-tests';
import type { LoyaltyProgram, LoyaltyProgramRepository, ProgramEvent, SiteId } from '@loyalty-programs/core';
import type { Change } from '@loyalty-programs/core/adapter-kit';

/** A repository that is right but for one thing. */
export interface RepositoryFault {
  /** The methods that do wrong, by way of a repository that does right. */
  readonly inject: (memory: InMemoryLoyaltyProgramRepository) => Partial<LoyaltyProgramRepository>;
  /** The checks that must fail, each with its message; no other may. */
  readonly fails: Partial<Record<LoyaltyProgramRepositoryCheck, RegExp>>;
}

export const harnessOf = (inject: RepositoryFault['inject']): LoyaltyProgramRepositoryHarness => {
  const memory = new InMemoryLoyaltyProgramRepository();
  return {
    repository: {
      find: (siteId) => memory.find(siteId),
      findMany: (siteIds) => memory.findMany(siteIds),
      save: (change) => memory.save(change),
      saveMany: (changes) => memory.saveMany(changes),
      history: (siteId, afterRevision, limit) => memory.history(siteId, afterRevision, limit),
      programAt: (siteId, point) => memory.programAt(siteId, point),
      erase: (siteId, context) => memory.erase(siteId, context),
      ping: () => memory.ping(),
      ...inject(memory),
    },
    breakConnection: () => {
      memory.breakDown();
    },
    dispose: () => undefined,
  };
};

/** What is stored, for the faults' own use. */
export const storedIn = async (
  memory: LoyaltyProgramRepository,
  siteId: SiteId,
): Promise<LoyaltyProgram | undefined> => (await memory.find(siteId)).unwrapOr(undefined);

/** The whole history, for the faults' own use. */
export const eventsIn = async (
  memory: LoyaltyProgramRepository,
  siteId: SiteId,
): Promise<readonly ProgramEvent[]> => (await memory.history(siteId, 0, 1000)).unwrapOr([]);

/** Saves whatever is stored by now. */
export const overwrite: (
  memory: LoyaltyProgramRepository,
  change: Change,
) => ReturnType<LoyaltyProgramRepository['save']> = async (memory, change) => {
  const { revision = 0 } = (await storedIn(memory, change.program.siteId)) ?? {};
  const answer = await memory.save({ ...change, baseRevision: revision });
  const wasTooLate = answer.isErr() && answer.error.type === 'RevisionConflict';
  return wasTooLate ? overwrite(memory, change) : answer;
};
