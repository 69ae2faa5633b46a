import { type LoyaltyProgramRepository } from '@loyalty-programs/core';
import { NOT_INSTALLED } from '@loyalty-programs/core/adapter-kit';
import { anActiveProgram } from '@loyalty-programs/contract-tests';
import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { ALL_CALLS, CALLS_TO_INSTALLED } from '../support/calls.js';
import { SITE, found, programsOn } from '../support/ports.js';
import { theError, unexpected } from '../support/outcomes.js';

const cause = new Error('the cable is cut');
const unavailable = () => Promise.resolve(err({ type: 'RepositoryUnavailable' as const, cause }));
const unknown = () => Promise.resolve(err({ type: 'InstallationCheckUnavailable' as const, cause }));

const ACTIVE = { find: () => found(anActiveProgram({ siteId: SITE, expirationEnabled: true })) };

describe.each(Object.entries(ALL_CALLS))('%s', (_name, call) => {
  test('reports an outage of the store', async () => {
    const programs = programsOn({ find: unavailable, findMany: unavailable });
    expect((await call(programs, SITE)).match(unexpected, theError)).toEqual({
      type: 'RepositoryUnavailable',
      cause,
    });
  });

  test('never takes an outage of the check for "not installed"', async () => {
    const programs = programsOn(ACTIVE, { check: unknown, checkMany: unknown });
    expect((await call(programs, SITE)).match(unexpected, theError)).toEqual({
      type: 'InstallationCheckUnavailable',
      cause,
    });
  });
});

describe.each(Object.entries(CALLS_TO_INSTALLED))('%s', (_name, call) => {
  test('is refused on a site without loyalty for that reason alone', async () => {
    for (const repository of [ACTIVE, {}] satisfies Partial<LoyaltyProgramRepository>[]) {
      const programs = programsOn(repository, { check: () => Promise.resolve(ok(NOT_INSTALLED)) });
      expect((await call(programs, SITE, { expectedRevision: 99 })).match(unexpected, theError)).toEqual({
        type: 'LoyaltyNotInstalled',
        siteId: SITE,
      });
    }
  });
});

describe('on a site without loyalty', () => {
  const programs = programsOn(ACTIVE, { check: () => Promise.resolve(ok(NOT_INSTALLED)) });

  test('readiness answers', async () => {
    expect((await programs.readiness(SITE))._unsafeUnwrap()).toEqual({
      activate: ['LoyaltyNotInstalled'],
      enablePointsExpiration: ['LoyaltyNotInstalled'],
    });
  });

  test('operations answers', async () => {
    expect((await programs.operations(SITE))._unsafeUnwrap()).toMatchObject({
      earn: { allowed: false, reasons: ['LoyaltyNotInstalled'] },
      manualGrant: { allowed: false, reasons: ['LoyaltyNotInstalled'] },
    });
  });

  test('even invalid input is not validated', async () => {
    expect((await programs.update(SITE, { name: '' })).match(unexpected, theError).type).toBe(
      'LoyaltyNotInstalled',
    );
  });
});

describe('a change', () => {
  test('whose save gets no answer has an unknown outcome', async () => {
    const answer = await programsOn({ save: unavailable }).update(SITE, { name: 'Star Club' });
    expect(answer.match(unexpected, theError)).toEqual({ type: 'OutcomeUnknown', cause });
  });

  test('that the store certainly did not save reports an outage', async () => {
    const programs = programsOn({
      save: () => Promise.resolve(err({ type: 'RepositoryUnavailable', cause, notDone: true })),
    });
    expect((await programs.update(SITE, { name: 'Star Club' })).match(unexpected, theError)).toEqual({
      type: 'RepositoryUnavailable',
      cause,
    });
  });

  test('rejected by the store is reported so', async () => {
    const rejected = { type: 'Rejected' as const, cause: 'only on Mondays' };
    const programs = programsOn({ save: () => Promise.resolve(err(rejected)) });
    expect((await programs.update(SITE, { name: 'Star Club' })).match(unexpected, theError)).toEqual(
      rejected,
    );
  });

  test('returns what is stored, with the premium features', async () => {
    const stored = anActiveProgram({ siteId: SITE });
    const programs = programsOn({ save: () => found(stored) });
    expect((await programs.update(SITE, { name: 'Moon Club' }))._unsafeUnwrap()).toEqual({
      ...stored,
      premiumFeatures: { loyaltyProgram: true, tiers: true, pointsExpiration: true },
    });
  });

  test('that changes nothing is not saved', async () => {
    const programs = programsOn({ ...ACTIVE, save: unavailable });
    (await programs.activate(SITE))._unsafeUnwrap();
    (await programs.enablePointsExpiration(SITE))._unsafeUnwrap();
    (await programs.update(SITE, {}))._unsafeUnwrap();
  });

  test('refused by the rules is not saved', async () => {
    const programs = programsOn({ save: unavailable });
    expect((await programs.pause(SITE)).match(unexpected, theError).type).toBe('StatusTransitionNotAllowed');
    expect((await programs.activate(SITE)).match(unexpected, theError).type).toBe('PreconditionsNotMet');
    expect((await programs.update(SITE, { unvalidated: { name: 7 } })).match(unexpected, theError).type).toBe(
      'InvalidInput',
    );
  });
});

test('the history is read from the store after a revision, up to a limit', async () => {
  const asked: unknown[] = [];
  const programs = programsOn({
    history: (...question) => {
      asked.push(question);
      return Promise.resolve(ok([]));
    },
  });
  (await programs.history(SITE))._unsafeUnwrap();
  (await programs.history(SITE, { afterRevision: 7, limit: 3 }))._unsafeUnwrap();
  expect(asked).toEqual([
    [SITE, 0, 100],
    [SITE, 7, 3],
  ]);
  const down = await programsOn({ history: unavailable }).history(SITE);
  expect(down.match(unexpected, theError).type).toBe('RepositoryUnavailable');
});
