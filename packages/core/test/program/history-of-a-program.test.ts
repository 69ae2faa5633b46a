import { type Actor, type LoyaltyProgram, type ProgramEvent, siteIdOf } from '@loyalty-programs/core';
import {
  LATEST_TIMESTAMP,
  PROGRAM_EVENT_TYPES,
  replay,
  untouchedDraft,
} from '@loyalty-programs/core/adapter-kit';
import {
  INSTALLED_ON,
  type OperationRequest,
  aContext,
  actors,
  anInstallation,
  operationRequests,
} from '@loyalty-programs/contract-tests';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { perform } from '../support/perform.js';

const draft = untouchedDraft(siteIdOf('shop'), INSTALLED_ON);

interface Step {
  readonly request: OperationRequest;
  readonly now: number;
  readonly actor: Actor | null;
}

/** A clock that jumps ahead and back, and sometimes talks nonsense. */
const anyClock = fc.oneof(
  fc.integer({ min: 0, max: Date.UTC(2100) }),
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 8.64e15, 1e300),
  fc.constantFrom(INSTALLED_ON, INSTALLED_ON + 0.5, INSTALLED_ON - 1, INSTALLED_ON + 1),
);

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ request: operationRequests(), now: anyClock, actor: fc.option(actors()) }),
  { maxLength: 25, size: 'max' },
);

/** Every program there was, and every event that happened. */
const run = (all: readonly Step[]) => {
  const programs: LoyaltyProgram[] = [draft];
  const events: ProgramEvent[] = [];
  let program = draft;
  for (const { request, now, actor } of all) {
    const change = perform(request, program, anInstallation(), { now, actor });
    if (change.isErr() || change.value.events.length === 0) continue;
    program = change.value.program;
    programs.push(program);
    events.push(...change.value.events);
    for (const event of change.value.events) expect(event).toMatchObject({ actor, siteId: draft.siteId });
  }
  return { program, programs, events };
};

type Outcome = ReturnType<typeof run>;

const RUNS = { seed: Math.trunc(Math.random() * 2 ** 31), numRuns: 200 };

// Generating steps takes most of the time, so all tests check the same outcomes.
const outcomes: Outcome[] = [];
fc.assert(
  fc.property(steps, (all) => void outcomes.push(run(all))),
  RUNS,
);

const anyRun = (check: (outcome: Outcome) => void): void => {
  try {
    outcomes.forEach(check);
  } catch (error) {
    // The same seed generates the same steps, and this time the failing ones are shrunk and reported.
    fc.assert(
      fc.property(steps, (all) => {
        check(run(all));
      }),
      RUNS,
    );
    throw error;
  }
};

describe('the history of any program', () => {
  test('replayed from the untouched draft gives the program, at each revision', () => {
    anyRun(({ program, programs, events }) => {
      expect(replay(draft, events)).toEqual(program);
      for (const [revision, then] of programs.entries()) {
        expect(
          replay(
            draft,
            events.filter((event) => event.revision <= revision),
          ),
        ).toEqual(then);
      }
    });
  });

  test('has revisions without gaps, each with ordinals from 0 and of one time', () => {
    anyRun(({ programs, events }) => {
      expect(programs.map(({ revision }) => revision)).toEqual(programs.map((_, at) => at));
      for (const { revision, updatedDate } of programs.slice(1)) {
        const together = events.filter((event) => event.revision === revision);
        expect(together.length).toBeGreaterThan(0);
        expect(together.map(({ ordinal }) => ordinal)).toEqual(together.map((_, at) => at));
        expect(new Set(together.map(({ time }) => time))).toEqual(new Set([updatedDate]));
      }
    });
  });

  test('never goes back in time nor beyond the largest date, whatever the clock returns', () => {
    anyRun(({ programs }) => {
      let last = INSTALLED_ON;
      for (const { createdDate, updatedDate } of programs) {
        expect(createdDate).toBe(INSTALLED_ON);
        expect(Number.isSafeInteger(updatedDate)).toBe(true);
        expect(updatedDate).toBeGreaterThanOrEqual(last);
        expect(updatedDate).toBeLessThanOrEqual(LATEST_TIMESTAMP);
        expect(new Date(updatedDate).toISOString()).toMatch(/^\d{4}-/);
        last = updatedDate;
      }
    });
  });

  test('includes the earlier value of each change', () => {
    anyRun(({ programs, events }) => {
      for (const { revision, before, after, type } of events) {
        expect(PROGRAM_EVENT_TYPES).toContain(type);
        expect(programs[revision - 1]).toMatchObject(before);
        expect(programs[revision]).toMatchObject(after);
        expect(before).not.toEqual(after);
      }
    });
  });
});

test('a change takes the time of the clock, in whole milliseconds', () => {
  const at = (now: number) =>
    perform(
      { operation: 'update', input: { name: 'Star Club' } },
      draft,
      anInstallation(),
      aContext({ now }),
    )._unsafeUnwrap().program.updatedDate;
  expect(at(INSTALLED_ON + 5_000)).toBe(INSTALLED_ON + 5_000);
  expect(at(INSTALLED_ON + 1.9)).toBe(INSTALLED_ON + 1);
  expect(at(INSTALLED_ON - 1)).toBe(INSTALLED_ON);
  expect(at(Number.NaN)).toBe(INSTALLED_ON);
  expect(at(Number.POSITIVE_INFINITY)).toBe(LATEST_TIMESTAMP);
});
