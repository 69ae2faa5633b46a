import { actorOf } from '@loyalty-programs/core';
import {
  NOT_INSTALLED,
  PROGRAM_STATUSES,
  STATUS_TRANSITIONS,
  activate,
  disablePointsExpiration,
  enablePointsExpiration,
  pause,
} from '@loyalty-programs/core/adapter-kit';
import {
  INSTALLED_ON,
  aBareInstallation,
  aContext,
  aDraftProgram,
  aPausedProgram,
  anActiveProgram,
  anInstallation,
} from '@loyalty-programs/contract-tests';
import { describe, expect, test } from 'vitest';
import { theError, unexpected } from '../support/outcomes.js';

const context = aContext({ now: INSTALLED_ON + 3_600_000, actor: actorOf('the owner') });

describe('the status', () => {
  test('has one table of transitions', () => {
    expect(PROGRAM_STATUSES).toEqual(['DRAFT', 'ACTIVE', 'PAUSED']);
    expect(STATUS_TRANSITIONS).toEqual({
      DRAFT: { activate: 'ACTIVE', pause: 'refused' },
      ACTIVE: { activate: 'stays', pause: 'PAUSED' },
      PAUSED: { activate: 'ACTIVE', pause: 'stays' },
    });
  });

  test('a named draft beside a compatible app becomes active', () => {
    const draft = aDraftProgram({ update: { name: 'Star Club' } });
    const change = activate(draft, anInstallation(), context)._unsafeUnwrap();
    expect(change.baseRevision).toBe(1);
    expect(change.program).toEqual({ ...draft, status: 'ACTIVE', revision: 2, updatedDate: context.now });
    expect(change.events).toEqual([
      {
        type: 'ProgramActivated',
        siteId: draft.siteId,
        revision: 2,
        ordinal: 0,
        time: context.now,
        actor: 'the owner',
        causedBy: null,
        before: { status: 'DRAFT' },
        after: { status: 'ACTIVE' },
      },
    ]);
  });

  test("a draft can't be paused", () => {
    expect(pause(aDraftProgram(), context).match(unexpected, theError)).toEqual({
      type: 'StatusTransitionNotAllowed',
      operation: 'pause',
      status: 'DRAFT',
    });
  });

  test('an active program becomes paused', () => {
    const change = pause(anActiveProgram(), context)._unsafeUnwrap();
    expect(change.program.status).toBe('PAUSED');
    expect(change.events).toMatchObject([
      { type: 'ProgramPaused', before: { status: 'ACTIVE' }, after: { status: 'PAUSED' } },
    ]);
  });

  test('a paused program becomes active again', () => {
    const change = activate(aPausedProgram(), anInstallation(), context)._unsafeUnwrap();
    expect(change.program.status).toBe('ACTIVE');
    expect(change.events).toMatchObject([{ before: { status: 'PAUSED' }, after: { status: 'ACTIVE' } }]);
  });

  test('activation reports everything that is missing', () => {
    expect(activate(aDraftProgram(), aBareInstallation(), context).match(unexpected, theError)).toEqual({
      type: 'PreconditionsNotMet',
      unmet: ['NoCompatibleApp', 'NameMissing'],
    });
  });

  test('without loyalty installed nothing else is checked', () => {
    expect(activate(aDraftProgram(), NOT_INSTALLED, context).match(unexpected, theError).unmet).toEqual([
      'LoyaltyNotInstalled',
    ]);
  });

  test('an active program stays active when its last compatible app is removed', () => {
    const program = anActiveProgram();
    expect(activate(program, aBareInstallation(), context)._unsafeUnwrap().program).toBe(program);
  });
});

describe('the points expiration', () => {
  test('can be enabled in any status if the plan has the premium feature', () => {
    for (const program of [aDraftProgram(), anActiveProgram(), aPausedProgram()]) {
      const change = enablePointsExpiration(program, anInstallation(), context)._unsafeUnwrap();
      expect(change.program.pointsExpiration).toEqual({ ...program.pointsExpiration, status: 'ENABLED' });
      expect(change.events).toMatchObject([
        {
          type: 'PointsExpirationEnabled',
          before: { pointsExpiration: { status: 'DISABLED' } },
          after: { pointsExpiration: { status: 'ENABLED' } },
        },
      ]);
    }
  });

  test("can't be enabled without the premium feature", () => {
    expect(
      enablePointsExpiration(anActiveProgram(), aBareInstallation(), context).match(unexpected, theError),
    ).toEqual({ type: 'PreconditionsNotMet', unmet: ['PremiumFeatureMissing'] });
  });

  test('stays enabled when the premium feature is lost', () => {
    const program = anActiveProgram({ expirationEnabled: true });
    expect(enablePointsExpiration(program, aBareInstallation(), context)._unsafeUnwrap().program).toBe(
      program,
    );
  });

  test('can be disabled at any time and keeps its settings', () => {
    const settings = { monthsOfInactivity: 7, expiringPointsPercentage: 40 };
    const program = anActiveProgram({ expirationEnabled: true, update: { pointsExpiration: settings } });
    const change = disablePointsExpiration(program, context)._unsafeUnwrap();
    expect(change.program.pointsExpiration).toEqual({ status: 'DISABLED', ...settings });
    expect(change.events).toMatchObject([
      {
        type: 'PointsExpirationDisabled',
        before: { pointsExpiration: { status: 'ENABLED' } },
        after: { pointsExpiration: { status: 'DISABLED' } },
      },
    ]);
  });
});
