import { type OperationAnswers, siteIdOf } from '@loyalty-programs/core';
import { NO_PREMIUM_FEATURES } from '@loyalty-programs/core/adapter-kit';
import { aBareInstallation, anInstallation } from '../builders.js';
import type { Checks } from '../check.js';
import { expectEqual } from '../expectations.js';
import { done } from './answers.js';
import type { LoyaltyProgramsHarness } from './harness.js';

const SHOP = siteIdOf('shop');
const BARE = siteIdOf('bare');
const NOWHERE = siteIdOf('nowhere');

/** The same answer to each question. */
const alike = (...reasons: OperationAnswers['earn']['reasons']): OperationAnswers => {
  const answer = { allowed: reasons.length === 0, reasons };
  return { earn: answer, redeem: answer, join: answer, manualGrant: answer, expirePoints: answer };
};

/** The queries. */
export const queryChecks = {
  'returns the premium features of a plan': async ({ programs, install }) => {
    await install(BARE, aBareInstallation());
    const features = () => done('premiumFeatures', () => programs.premiumFeatures(BARE));
    expectEqual(await features(), NO_PREMIUM_FEATURES, 'the features of a bare installation');
    for (const feature of ['loyaltyProgram', 'tiers', 'pointsExpiration'] as const) {
      const premiumFeatures = { ...NO_PREMIUM_FEATURES, [feature]: true };
      await install(BARE, aBareInstallation({ premiumFeatures }));
      expectEqual(await features(), premiumFeatures, 'the features');
      expectEqual((await done('get', () => programs.get(BARE))).premiumFeatures, premiumFeatures, 'of get');
    }
  },

  'reports what activation and points expiration lack': async ({ programs, install }) => {
    await install(SHOP, anInstallation());
    await install(BARE, aBareInstallation());
    const table = [
      [SHOP, { activate: ['NameMissing'], enablePointsExpiration: [] }],
      [
        BARE,
        { activate: ['NoCompatibleApp', 'NameMissing'], enablePointsExpiration: ['PremiumFeatureMissing'] },
      ],
      [NOWHERE, { activate: ['LoyaltyNotInstalled'], enablePointsExpiration: ['LoyaltyNotInstalled'] }],
    ] as const;
    for (const [siteId, expected] of table) {
      expectEqual(
        await done('readiness', () => programs.readiness(siteId)),
        expected,
        `readiness of ${siteId}`,
      );
    }
    await done('update', () => programs.update(SHOP, { name: 'Star Club' }));
    const ready = { activate: [], enablePointsExpiration: [] };
    expectEqual(await done('readiness', () => programs.readiness(SHOP)), ready, 'readiness with a name');
  },

  'reports what customers and owners may do, and why not': async ({ programs, install, uninstall }) => {
    const expectOperations = async (expected: OperationAnswers, when: string): Promise<void> => {
      expectEqual(await done('operations', () => programs.operations(SHOP)), expected, `operations ${when}`);
    };
    await expectOperations(alike('LoyaltyNotInstalled'), 'where nothing is installed');
    await install(SHOP, anInstallation());
    await done('update', () => programs.update(SHOP, { name: 'Star Club' }));
    const inDraft = ['ProgramInDraft', 'PointsExpirationDisabled'] as const;
    await expectOperations(
      { ...alike('ProgramInDraft'), expirePoints: { allowed: false, reasons: inDraft } },
      'in draft',
    );
    await done('activate', () => programs.activate(SHOP));
    await done('enable', () => programs.enablePointsExpiration(SHOP));
    await expectOperations(alike(), 'of an active program');
    await done('pause', () => programs.pause(SHOP));
    const paused = { ...alike('ProgramPaused'), manualGrant: { allowed: true, reasons: [] } };
    await expectOperations(paused, 'of a paused program');
    await install(SHOP, aBareInstallation());
    await expectOperations(
      {
        ...alike('NoCompatibleApp', 'ProgramPaused'),
        manualGrant: { allowed: false, reasons: ['NoCompatibleApp'] },
        expirePoints: { allowed: false, reasons: ['ProgramPaused', 'PremiumFeatureMissing'] },
      },
      'of a paused program on a bare site',
    );
    await uninstall(SHOP);
    await expectOperations(alike('LoyaltyNotInstalled'), 'of a site that was left');
  },
} as const satisfies Checks<LoyaltyProgramsHarness>;
