import { INSTALLED_ON, anInstallation } from '@loyalty-programs/contract-tests';
import type { LoyaltyProgramRepository, SiteId } from '@loyalty-programs/core';
import { replay, untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { wholeHistory } from '@loyalty-programs/testing/stores/whole-history';
import { availableEngines, newTarget, opened } from '@loyalty-programs/testing/stores/targets';
import { type Reported, updatesBy } from './support/reported.js';
import { SHARED_SITES, type Values, valuesOf } from './support/updates.js';

const PROCESSES = 8;
const UPDATES = 1000;
/** How many may give up because others were faster each time. */
const MAY_GIVE_UP = (PROCESSES * UPDATES) / 100;

afterEach(cleanUp);

/** What an operation may be refused with by the rules. */
const REFUSALS: Readonly<Partial<Record<Reported['request']['operation'], string>>> = {
  activate: 'PreconditionsNotMet',
  pause: 'StatusTransitionNotAllowed',
};

/** Who was refused by the rules, or gave up, has changed nothing; and hardly anyone gave up. */
const expectFewFailures = (reported: readonly Reported[]): void => {
  let gaveUp = 0;
  for (const { answer, request, events } of reported) {
    if (typeof answer === 'number') continue;
    expect(events).toEqual([]);
    if (answer === 'TooMuchContention') gaveUp += 1;
    else expect(answer).toBe(REFUSALS[request.operation]);
  }
  expect(gaveUp).toBeLessThan(MAY_GIVE_UP);
};

/** What is stored of a site is all that was acknowledged, and nothing else. */
const expectNothingLost = async (
  repository: LoyaltyProgramRepository,
  siteId: SiteId,
  reported: readonly Reported[],
): Promise<void> => {
  const draft = untouchedDraft(siteId, INSTALLED_ON);
  const stored = (await repository.find(siteId))._unsafeUnwrap() ?? draft;
  const saved = reported
    .filter(({ events }) => events.length > 0)
    .sort((one, other) => Number(one.answer) - Number(other.answer));
  expect(saved.map(({ answer }) => answer)).toEqual(
    Array.from({ length: stored.revision }, (_, at) => at + 1),
  );

  const history = await wholeHistory(repository, siteId);
  expect(history).toEqual(saved.flatMap(({ events }) => events));
  expect(replay(draft, history)).toEqual(stored);

  const valuesAt: Values[] = [valuesOf(draft)];
  for (const { sets } of saved) valuesAt.push({ ...(valuesAt.at(-1) ?? valuesOf(draft)), ...sets });
  expect(valuesOf(stored)).toEqual(valuesAt[stored.revision]);
  // Whoever was told a revision has there what they asked for, also where it was so before.
  for (const { answer, sets } of reported) {
    if (typeof answer === 'number') expect(valuesAt[answer]).toMatchObject(sets);
  }
};

describe.each(availableEngines)('On %s', (engine) => {
  it(
    'no update of 8 processes that change the same programs at once is lost',
    { timeout: 300_000 },
    async () => {
      const target = await newTarget(engine);
      const { repository, installations } = opened(target);
      for (const siteId of SHARED_SITES) {
        (await installations.register(siteId, anInstallation()))._unsafeUnwrap();
      }
      const reported = await updatesBy(PROCESSES, UPDATES, target);
      expect(reported).toHaveLength(PROCESSES * UPDATES);
      // They did get in each other's way.
      expect(reported.reduce((sum, { conflicts }) => sum + conflicts, 0)).toBeGreaterThan(0);
      expectFewFailures(reported);
      for (const siteId of SHARED_SITES) {
        await expectNothingLost(
          repository,
          siteId,
          reported.filter((each) => each.siteId === siteId),
        );
      }
    },
  );
});
