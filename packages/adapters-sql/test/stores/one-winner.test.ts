import { INSTALLED_ON, aContext, uniqueSiteId } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgram, SiteId } from '@loyalty-programs/core';
import { type Change, untouchedDraft, update } from '@loyalty-programs/core/adapter-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { wholeHistory } from '@loyalty-programs/testing/stores/whole-history';
import type { OpenStore } from '@loyalty-programs/testing/stores/open-store';
import { availableEngines, newTarget, opened } from '@loyalty-programs/testing/stores/targets';

const CONNECTIONS = 32;
/** One race says little: who wins is a matter of luck. */
const RACES = 5;

const naming = (program: LoyaltyProgram, name: string): Change =>
  update(program, { name }, aContext())._unsafeUnwrap();

describe.each(availableEngines)('On %s', (engine) => {
  let stores: readonly OpenStore[];
  beforeAll(async () => {
    const target = await newTarget(engine);
    stores = Array.from({ length: CONNECTIONS }, () => opened(target));
    // Whoever connects first would win each first race.
    await Promise.all(stores.map(({ repository }) => repository.find(uniqueSiteId())));
  });
  afterAll(cleanUp);

  /** Saves changes of the same revision at once, through all connections; gives the program of the winner. */
  const race = async (program: LoyaltyProgram, racers: number): Promise<LoyaltyProgram> => {
    const entrants = Array.from({ length: Math.ceil(racers / CONNECTIONS) }, () => stores).flat();
    const saves = entrants.slice(0, racers).map(({ repository }, racer) => {
      const name = `Racer ${racer} after ${program.revision}`;
      return repository.save(naming(program, name));
    });
    const answers = await Promise.all(saves);
    const winners = answers.flatMap((answer) => (answer.isOk() ? [answer.value] : []));
    const losers = answers.flatMap((answer) => (answer.isErr() ? [answer.error.type] : []));
    expect(winners).toHaveLength(1);
    expect(losers).toEqual(Array.from({ length: racers - 1 }, () => 'RevisionConflict'));
    return winners[0] ?? program;
  };

  const expectStored = async (siteId: SiteId, program: LoyaltyProgram): Promise<void> => {
    for (const { repository } of stores.slice(0, 2)) {
      expect((await repository.find(siteId))._unsafeUnwrap()).toEqual(program);
      const names = (await wholeHistory(repository, siteId)).map((event) => [event.revision, event.after]);
      expect(names).toHaveLength(program.revision);
      expect(names.at(-1)).toEqual([program.revision, { name: program.name }]);
    }
  };

  it.each([2, 8, 32, 128])('one of %i saves of the same revision succeeds', async (racers) => {
    for (let round = 0; round < RACES; round += 1) {
      const siteId = uniqueSiteId();
      const first = await race(untouchedDraft(siteId, INSTALLED_ON), racers);
      const second = await race(first, racers);
      expect(second.revision).toBe(2);
      await expectStored(siteId, second);
    }
  });
});
