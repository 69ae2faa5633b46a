import { type LoyaltyProgramView, type ProgramUpdateInput, siteIdOf } from '@loyalty-programs/core';
import { anInstallation } from '../builders.js';
import type { Checks } from '../check.js';
import { expectEqual } from '../expectations.js';
import { done, expectError, programOf } from './answers.js';
import type { LoyaltyProgramsHarness } from './harness.js';
import { BARE_ICON, FULL, ICON, TABLE } from './update-examples.js';

const SHOP = siteIdOf('shop');

const valuesOf = ({ name, pointDefinition, pointsExpiration }: LoyaltyProgramView): unknown => {
  const { monthsOfInactivity, expiringPointsPercentage } = pointsExpiration;
  return { name, pointDefinition, pointsExpiration: { monthsOfInactivity, expiringPointsPercentage } };
};

/** What updates change, and what they leave alone. */
export const updateChecks = {
  'sets every value in one update': async (harness) => {
    await harness.install(SHOP, anInstallation());
    const updated = await done('update', () => harness.programs.update(SHOP, FULL));
    expectEqual(valuesOf(updated), FULL, 'the values that update gives');
    expectEqual(await programOf(harness, SHOP), updated, 'the program afterwards');
  },

  'distinguishes absent, null and empty values': async ({ programs, install }) => {
    for (const [at, [unvalidated, values]] of TABLE.entries()) {
      const siteId = siteIdOf(`row-${at}`);
      await install(siteId, anInstallation());
      await done('update', () => programs.update(siteId, FULL));
      const updated = await done('update', () => programs.update(siteId, { unvalidated }));
      expectEqual(valuesOf(updated), values, `row ${at}`);
      expectEqual(updated.revision, values === FULL ? 1 : 2, `the revision in row ${at}`);
    }
  },

  'changes nothing when a whole program is sent back': async (harness) => {
    const { programs } = harness;
    await harness.install(SHOP, anInstallation());
    for (const icon of [ICON, BARE_ICON, null]) {
      const { pointDefinition, ...update } = FULL;
      const whole = await done('update', () =>
        programs.update(SHOP, { ...update, pointDefinition: { ...pointDefinition, icon } }),
      );
      expectEqual(await done('update', () => programs.update(SHOP, whole)), whole, 'a program sent back');
      expectEqual(
        await done('update', () => programs.update(SHOP, { unvalidated: whole })),
        whole,
        'the same',
      );
    }
  },

  'refuses to unset the name once the program has left DRAFT': async (harness) => {
    const { programs } = harness;
    await harness.install(SHOP, anInstallation());
    await done('update', () => programs.update(SHOP, { name: 'Star Club' }));
    const active = await done('activate', () => programs.activate(SHOP));
    await expectError('update', () => programs.update(SHOP, { name: null }), {
      type: 'InvalidInput',
      violations: [
        {
          field: 'name',
          description: 'is required',
          violatedRule: 'REQUIRED_FIELD',
          data: {},
        },
      ],
    });
    expectEqual(await programOf(harness, SHOP), active, 'the program afterwards');
  },

  'loses none of 50 concurrent independent updates': async (harness) => {
    const { programs } = harness;
    const updates: readonly ProgramUpdateInput[] = [
      { name: 'Star Club' },
      { pointDefinition: { customName: 'Stars' } },
      { pointDefinition: { icon: ICON } },
      { pointsExpiration: { monthsOfInactivity: 6 } },
      { pointsExpiration: { expiringPointsPercentage: 50 } },
    ];
    const siteIds = Array.from({ length: 10 }, (_, at) => siteIdOf(`busy-${at}`));
    for (const siteId of siteIds) await harness.install(siteId, anInstallation());
    await Promise.all(
      siteIds.flatMap((siteId) =>
        updates.map((update) => done('update', () => programs.update(siteId, update))),
      ),
    );
    const expected = { ...FULL, pointDefinition: { ...FULL.pointDefinition, customNameForms: null } };
    for (const siteId of siteIds) {
      const program = await programOf(harness, siteId);
      expectEqual(valuesOf(program), expected, `what ${siteId} has of five updates`);
      expectEqual(program.revision, 5, `the revision of ${siteId}`);
    }
  },

  'saves one of 50 changes of the same revision and refuses the others': async ({ programs, install }) => {
    await install(SHOP, anInstallation());
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, at) =>
        programs.update(SHOP, { name: `Club ${at}` }, { expectedRevision: 0 }),
      ),
    );
    const made = answers.flatMap((answer) => (answer.isOk() ? [answer.value] : []));
    const refusals = answers.flatMap((answer) => (answer.isErr() ? [answer.error] : []));
    const refusal = { type: 'RevisionConflict', siteId: SHOP, expectedRevision: 0, actualRevision: 1 };
    expectEqual(made, [await done('get', () => programs.get(SHOP))], 'the changes that were made');
    expectEqual(
      refusals,
      Array.from({ length: 49 }, () => refusal),
      'what the others got',
    );
  },
} as const satisfies Checks<LoyaltyProgramsHarness>;
