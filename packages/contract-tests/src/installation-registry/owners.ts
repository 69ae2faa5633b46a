import { type AccountId, accountIdOf, siteIdOf } from '@loyalty-programs/core';
import { NOT_INSTALLED, type OwnerCondition } from '@loyalty-programs/core/adapter-kit';
import type { Checks } from '../check.js';
import { answerOf, errorOf, expectEqual, valueOf } from '../expectations.js';
import { checked } from '../installation-check/checked.js';
import { BARE, FULL } from '../installation-check/examples.js';
import type { InstallationRegistryHarness } from './harness.js';
import { register, remove } from './registering.js';

const [ANN, BEN] = [accountIdOf('ann'), accountIdOf('ben')];
const OF_ANN = { ...FULL, accountId: ANN };
const OF_BEN = { ...FULL, accountId: BEN };

/** How often calls compete. */
const ROUNDS = 20;

/** Changes that require an owner. */
export const ownerChecks = {
  'changes the site of the required owner': async (harness) => {
    const { registry, installationCheck } = harness;
    for (const orNotInstalled of [false, true]) {
      const siteId = siteIdOf(orNotInstalled ? 'own-1' : 'own-2');
      await register(harness, siteId, OF_ANN);
      const onlyIf = { accountId: ANN, orNotInstalled };
      const again = { ...OF_ANN, apps: [] };
      await valueOf('register', () => registry.register(siteId, again, onlyIf));
      const recorded = await checked(installationCheck, siteId);
      expectEqual({ ...recorded, since: 0 }, { ...again, since: 0 }, 'what check gives');
      await valueOf('remove', () => registry.remove(siteId, onlyIf));
      expectEqual(await checked(installationCheck, siteId), NOT_INSTALLED, 'check after a removal');
    }
  },

  'changes no site of another owner': async (harness) => {
    const { registry, installationCheck } = harness;
    for (const [at, installation] of [OF_BEN, BARE].entries()) {
      const siteId = siteIdOf(`foreign-${at}`);
      const before = await register(harness, siteId, installation);
      for (const orNotInstalled of [false, true]) {
        const onlyIf = { accountId: ANN, orNotInstalled };
        const error = await errorOf('register', () => registry.register(siteId, OF_ANN, onlyIf), 'NotOwner');
        expectEqual(error.siteId, siteId, 'the site of the error');
        await errorOf('remove', () => registry.remove(siteId, onlyIf), 'NotOwner');
        expectEqual(await checked(installationCheck, siteId), before, 'what check gives');
      }
    }
  },

  'changes a site without loyalty only where the condition allows it': async (harness) => {
    const { registry, installationCheck } = harness;
    const siteId = siteIdOf('new');
    await errorOf('register', () => registry.register(siteId, OF_ANN, { accountId: ANN }), 'NotOwner');
    await errorOf('remove', () => registry.remove(siteId, { accountId: ANN }), 'NotOwner');
    expectEqual(await checked(installationCheck, siteId), NOT_INSTALLED, 'what check gives');
    const onlyIf = { accountId: ANN, orNotInstalled: true };
    await valueOf('remove', () => registry.remove(siteId, onlyIf));
    const recorded = await valueOf('register', () => registry.register(siteId, OF_ANN, onlyIf));
    expectEqual(await checked(installationCheck, siteId), recorded, 'check after a registration');
  },

  'lets nobody come between the condition and the change': async (harness) => {
    const { registry, installationCheck } = harness;
    for (let round = 0; round < ROUNDS; round += 1) {
      const siteId = siteIdOf(`contested-${round}`);
      const compete = async (...calls: readonly (() => Promise<unknown>)[]): Promise<unknown> => {
        await Promise.all((round % 2 === 0 ? calls : calls.toReversed()).map((call) => call()));
        const installation = await checked(installationCheck, siteId);
        return installation.installed && installation.accountId;
      };
      const put = (accountId: AccountId, onlyIf?: OwnerCondition) => () =>
        answerOf('register', () => registry.register(siteId, { ...FULL, accountId }, onlyIf));

      const winners: AccountId[] = [];
      const putFirst = (accountId: AccountId) => async () => {
        const answer = await put(accountId, { accountId, orNotInstalled: true })();
        if (answer.isOk()) winners.push(accountId);
      };
      const owner = await compete(putFirst(ANN), putFirst(BEN));
      expectEqual(winners, [owner], 'the accounts that were allowed to register a new site');

      await register(harness, siteId, OF_ANN);
      expectEqual(await compete(put(ANN, { accountId: ANN }), put(BEN)), BEN, 'owner after a move');

      await compete(put(BEN, { accountId: BEN }), () => remove(harness, siteId));
      expectEqual(await checked(installationCheck, siteId), NOT_INSTALLED, 'check after a removal');

      await register(harness, siteId, OF_ANN);
      const removeAnns = () => answerOf('remove', () => registry.remove(siteId, { accountId: ANN }));
      expectEqual(await compete(removeAnns, put(BEN)), BEN, 'owner after a move beside a removal');
    }
  },
} as const satisfies Checks<InstallationRegistryHarness>;
