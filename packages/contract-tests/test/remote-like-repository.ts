import { InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import type { LoyaltyProgramRepositoryHarness } from '@loyalty-programs/contract-tests';
import { actorOf, type LoyaltyProgram, type SiteId } from '@loyalty-programs/core';
import { type Change, replay, saveEach, type SaveResult } from '@loyalty-programs/core/adapter-kit';
import { err, ok } from 'neverthrow';

const valuesOf = (program: LoyaltyProgram): string =>
  JSON.stringify({ ...program, revision: 0, createdDate: 0, updatedDate: 0 });

/**
 * A repository as one behind a service behaves: it has a clock, a caller and installations of its own, and what
 * is there already it finds done, whatever the revision.
 */
export const remoteLikeHarness = (): LoyaltyProgramRepositoryHarness => {
  const memory = new InMemoryLoyaltyProgramRepository();
  const installedOn = new Map<SiteId, number>();
  let now = Date.UTC(2030, 0, 1);
  const save = async (change: Change): Promise<SaveResult> => {
    const { siteId } = change.program;
    const createdDate = installedOn.get(siteId);
    if (createdDate === undefined) return err({ type: 'Rejected', cause: 'LOYALTY_NOT_INSTALLED' });
    const found = await memory.find(siteId);
    if (found.isErr()) return err(found.error);
    const stored = found.value;
    if (stored !== undefined && valuesOf(replay(stored, change.events)) === valuesOf(stored)) {
      return ok(stored);
    }
    now += 1000;
    return memory.save({
      ...change,
      program: { ...change.program, createdDate, updatedDate: now },
      events: change.events.map((event) => ({ ...event, time: now, actor: actorOf('key:remote') })),
    });
  };
  return {
    repository: {
      find: (siteId) => memory.find(siteId),
      findMany: (siteIds) => memory.findMany(siteIds),
      history: (...range) => memory.history(...range),
      programAt: (siteId, point) => memory.programAt(siteId, point),
      save,
      saveMany: (changes) => saveEach({ save }, changes),
      ping: () => memory.ping(),
      erase: (siteId) => {
        installedOn.delete(siteId);
        return memory.erase(siteId);
      },
    },
    prepareSite: (siteId) => {
      installedOn.set(siteId, now);
    },
    breakConnection: () => {
      memory.breakDown();
    },
    dispose: () => undefined,
  };
};
