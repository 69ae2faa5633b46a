import { siteIdOf } from '@loyalty-programs/core';
import { anInstallation } from '../builders.js';
import type { Checks } from '../check.js';
import { expectEqual } from '../expectations.js';
import { done, expectError, expectProgram, programOf } from './answers.js';
import type { LoyaltyProgramsHarness } from './harness.js';

const SHOP = siteIdOf('shop');

/** The changes of status, and what repeating them does. */
export const lifecycleChecks = {
  'returns an untouched draft before the first change': async (harness) => {
    await harness.install(SHOP, anInstallation());
    expectProgram(await programOf(harness, SHOP), SHOP);
  },

  'goes from draft through active to paused and back': async (harness) => {
    const { programs } = harness;
    await harness.install(SHOP, anInstallation());
    const name = 'Star Club';
    const steps = [
      [await done('update', () => programs.update(SHOP, { name })), 'DRAFT'],
      [await done('activate', () => programs.activate(SHOP)), 'ACTIVE'],
      [await done('pause', () => programs.pause(SHOP)), 'PAUSED'],
      [await done('activate', () => programs.activate(SHOP)), 'ACTIVE'],
    ] as const;
    for (const [at, [program, status]] of steps.entries()) {
      expectProgram(program, SHOP, { name, status, revision: at + 1 });
    }
    expectProgram(await programOf(harness, SHOP), SHOP, { name, status: 'ACTIVE', revision: 4 });
  },

  'enables and disables points expiration': async (harness) => {
    const { programs } = harness;
    await harness.install(SHOP, anInstallation());
    const settings = { monthsOfInactivity: 12, expiringPointsPercentage: 1 };
    await done('update', () => programs.update(SHOP, { pointsExpiration: settings }));
    const enabled = await done('enablePointsExpiration', () => programs.enablePointsExpiration(SHOP));
    expectProgram(enabled, SHOP, { revision: 2, pointsExpiration: { status: 'ENABLED', ...settings } });
    const disabled = await done('disablePointsExpiration', () => programs.disablePointsExpiration(SHOP));
    expectProgram(disabled, SHOP, { revision: 3, pointsExpiration: { status: 'DISABLED', ...settings } });
  },

  'treats a repeated change as no change, even if the expected revision is stale': async (harness) => {
    const { programs } = harness;
    await harness.install(SHOP, anInstallation());
    const changes = [
      ['update', () => programs.update(SHOP, { name: 'Star Club' }, { expectedRevision: 0 })],
      ['activate', () => programs.activate(SHOP, { expectedRevision: 1 })],
      ['enablePointsExpiration', () => programs.enablePointsExpiration(SHOP, { expectedRevision: 2 })],
      ['disablePointsExpiration', () => programs.disablePointsExpiration(SHOP, { expectedRevision: 3 })],
      ['pause', () => programs.pause(SHOP, { expectedRevision: 4 })],
    ] as const;
    for (const [at, [operation, change]] of changes.entries()) {
      const first = await done(operation, change);
      expectEqual(first.revision, at + 1, `the revision after ${operation}`);
      expectEqual(await done(operation, change), first, `${operation} a second time`);
      expectEqual(await done(operation, change), first, `${operation} a third time`);
    }
  },

  'changes nothing if the expected revision is stale': async (harness) => {
    const { programs } = harness;
    await harness.install(SHOP, anInstallation());
    await done('update', () => programs.update(SHOP, { name: 'Star Club' }));
    for (const expectedRevision of [0, 2, 7, Number.MAX_SAFE_INTEGER, -1, 1.5]) {
      const conflict = {
        type: 'RevisionConflict',
        siteId: SHOP,
        expectedRevision,
        actualRevision: 1,
      } as const;
      const options = { expectedRevision };
      await expectError('update', () => programs.update(SHOP, { name: 'Sea Club' }, options), conflict);
      await expectError('invalid update', () => programs.update(SHOP, { name: '' }, options), conflict);
      await expectError('activate', () => programs.activate(SHOP, options), conflict);
      await expectError('pause', () => programs.pause(SHOP, options), conflict);
      await expectError('enable', () => programs.enablePointsExpiration(SHOP, options), conflict);
    }
    await done('enable', () => programs.enablePointsExpiration(SHOP, { expectedRevision: 1 }));
    await expectError('disable', () => programs.disablePointsExpiration(SHOP, { expectedRevision: 1 }), {
      type: 'RevisionConflict',
      siteId: SHOP,
      expectedRevision: 1,
      actualRevision: 2,
    });
  },

  'starts again after an erasure, installed or not': async (harness) => {
    const { programs } = harness;
    const installation = anInstallation();
    await harness.install(SHOP, installation);
    await done('update', () => programs.update(SHOP, { name: 'Star Club' }));
    await done('erase', () => programs.erase(SHOP));
    await done('erase', () => programs.erase(SHOP));
    expectProgram(await programOf(harness, SHOP), SHOP);
    await done('update', () => programs.update(SHOP, { name: 'Sea Club' }));
    await harness.uninstall(SHOP);
    await done('erase', () => programs.erase(SHOP));
    await harness.install(SHOP, installation);
    expectProgram(await programOf(harness, SHOP), SHOP);
  },

  'restores the program when loyalty is installed again': async (harness) => {
    const { programs } = harness;
    await harness.install(SHOP, anInstallation());
    await done('update', () => programs.update(SHOP, { name: 'Star Club' }));
    await harness.uninstall(SHOP);
    await harness.install(SHOP, anInstallation());
    expectProgram(await programOf(harness, SHOP), SHOP, { revision: 1, name: 'Star Club' });
  },
} as const satisfies Checks<LoyaltyProgramsHarness>;
