import { accountIdOf, siteIdOf } from '@loyalty-programs/core';
import { anInstallation } from '../builders.js';
import type { Checks } from '../check.js';
import { expectEqual } from '../expectations.js';
import { SIMILAR_SITES } from '../similar-sites.js';
import { done, expectProgram, programOf } from './answers.js';
import type { LoyaltyProgramsHarness } from './harness.js';

const SHOP = siteIdOf('shop');
const CAFE = siteIdOf('cafe');
const NOWHERE = siteIdOf('nowhere');

/** Calls about many sites. */
export const bulkGetChecks = {
  'returns many programs in the requested order, each once': async (harness) => {
    const { programs, install } = harness;
    await install(SHOP, anInstallation());
    await install(CAFE, anInstallation());
    await done('update', () => programs.update(CAFE, { name: 'Star Club' }));
    const asked = [NOWHERE, CAFE, SHOP, CAFE, NOWHERE, SHOP];
    const found = await done('bulkGet', () => programs.bulkGet(asked));
    expectEqual(
      found,
      [await programOf(harness, CAFE), await programOf(harness, SHOP)],
      'the result of bulkGet',
    );
    expectEqual(await done('bulkGet', () => programs.bulkGet([])), [], 'the result of bulkGet for no site');
  },

  'limits many programs to an account': async ({ programs, install }) => {
    const mine = accountIdOf('Konto Ä & Söhne, 100 % +1 🎁');
    await install(SHOP, anInstallation({ accountId: mine }));
    await install(CAFE, anInstallation());
    await install(siteIdOf('other'), anInstallation({ accountId: accountIdOf('Konto') }));
    const siteIds = [CAFE, siteIdOf('other'), SHOP, NOWHERE];
    for (const [accountId, expected] of [
      [mine, [SHOP]],
      [accountIdOf('Konto'), [siteIdOf('other')]],
      [accountIdOf('nobody'), []],
    ] as const) {
      const found = await done('bulkGet', () => programs.bulkGet(siteIds, { accountId }));
      expectEqual(
        found.map(({ siteId }) => siteId),
        expected,
        `the sites of ${accountId}`,
      );
    }
  },

  'returns the programs of 250 sites': async ({ programs, install }) => {
    const siteIds = Array.from({ length: 250 }, (_, at) =>
      siteIdOf(`${String((at * 7) % 250).padStart(3, '0')}:${'x'.repeat(60)}`),
    );
    for (const siteId of siteIds) await install(siteId, anInstallation());
    const found = await done('bulkGet', () => programs.bulkGet([...siteIds, ...siteIds]));
    expectEqual(
      found.map(({ siteId }) => siteId),
      siteIds,
      'the sites of bulkGet',
    );
    for (const [at, siteId] of siteIds.entries()) {
      const program = found[at];
      if (program !== undefined) expectProgram(program, siteId);
    }
  },

  'separates sites with similar ids, whatever characters they contain': async (harness) => {
    const { programs, install } = harness;
    const siteIds = [...SIMILAR_SITES, '.', '..', ':', '-', '_', 'a.b:c_d-e', '0', '-1', 'null'].map(
      siteIdOf,
    );
    for (const [at, siteId] of siteIds.entries()) {
      await install(siteId, anInstallation());
      const options = { expectedRevision: 0 };
      await done('update', () => programs.update(siteId, { name: `Club ${at}` }, options));
    }
    const found = await done('bulkGet', () => programs.bulkGet(siteIds));
    for (const [at, siteId] of siteIds.entries()) {
      const program = await programOf(harness, siteId);
      expectProgram(program, siteId, { revision: 1, name: `Club ${at}` });
      expectEqual(found[at], program, `the result of bulkGet of ${siteId}`);
    }
  },
} as const satisfies Checks<LoyaltyProgramsHarness>;
