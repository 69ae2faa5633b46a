import { type Installation, type SiteId, siteIdOf } from '@loyalty-programs/core';
import { NOT_INSTALLED } from '@loyalty-programs/core/adapter-kit';
import type { Checks } from '../check.js';
import { expectEqual } from '../expectations.js';
import { SIMILAR_SITES } from '../similar-sites.js';
import { checked, checkedMany } from './checked.js';
import { BARE, FULL, VARIOUS } from './examples.js';
import type { InstallationCheckHarness } from './harness.js';

const SHOP = siteIdOf('shop');
const UNKNOWN = siteIdOf('never-heard-of');

/** What a check has to say of sites whose installation can be found out. */
export const answerChecks = {
  'returns every detail of an installation': async (harness) => {
    for (const [at, installation] of VARIOUS.entries()) {
      const siteId = siteIdOf(`various-${at}`);
      await harness.install(siteId, installation);
      expectEqual(await checked(harness.installationCheck, siteId), installation, 'what check gives');
    }
  },

  'answers "not installed" for an unknown site': async ({ installationCheck }) => {
    expectEqual(await checked(installationCheck, UNKNOWN), NOT_INSTALLED, 'what check gives');
  },

  'answers "not installed" as soon as loyalty is uninstalled': async (harness) => {
    const { installationCheck } = harness;
    await harness.install(SHOP, FULL);
    await checked(installationCheck, SHOP);
    await harness.uninstall(SHOP);
    expectEqual(await checked(installationCheck, SHOP), NOT_INSTALLED, 'what check gives');
    const many = await checkedMany(installationCheck, [SHOP]);
    expectEqual(many, new Map([[SHOP, NOT_INSTALLED]]), 'the result of checkMany');
  },

  'returns an installation as soon as it is recorded': async (harness) => {
    const { installationCheck } = harness;
    await checked(installationCheck, SHOP);
    const changed = { ...FULL, since: BARE.since };
    for (const installation of [BARE, changed, BARE]) {
      await harness.install(SHOP, installation);
      expectEqual(await checked(installationCheck, SHOP), installation, 'what check gives');
      const many = await checkedMany(installationCheck, [SHOP]);
      expectEqual(many, new Map([[SHOP, installation]]), 'the result of checkMany');
    }
  },

  'separates sites with similar ids': async (harness) => {
    const { installationCheck } = harness;
    const expected = new Map<SiteId, Installation>();
    for (const [at, siteId] of SIMILAR_SITES.map(siteIdOf).entries()) {
      expectEqual(await checked(installationCheck, siteId), NOT_INSTALLED, `check of ${siteId} at first`);
      const installation = { ...FULL, since: FULL.since + at };
      await harness.install(siteId, installation);
      expected.set(siteId, installation);
    }
    for (const [siteId, installation] of expected) {
      expectEqual(await checked(installationCheck, siteId), installation, `check of ${siteId}`);
    }
    expectEqual(
      await checkedMany(installationCheck, [...expected.keys()]),
      expected,
      'the result of checkMany',
    );
  },

  'answers for each of many sites exactly once': async (harness) => {
    const { installationCheck } = harness;
    const left = siteIdOf('uninstalled');
    await harness.install(SHOP, FULL);
    await harness.install(siteIdOf('not-asked-for'), FULL);
    await harness.install(left, FULL);
    await harness.uninstall(left);
    expectEqual(await checkedMany(installationCheck, []), new Map(), 'the result of checkMany for no site');
    expectEqual(
      await checkedMany(installationCheck, [left, SHOP, UNKNOWN, SHOP]),
      new Map<SiteId, Installation>([
        [left, NOT_INSTALLED],
        [SHOP, FULL],
        [UNKNOWN, NOT_INSTALLED],
      ]),
      'the result of checkMany',
    );
  },

  'returns every detail of many installations': async (harness) => {
    const expected = new Map<SiteId, Installation>();
    for (const [at, installation] of [...VARIOUS, ...VARIOUS, ...VARIOUS].entries()) {
      const siteId = siteIdOf(`various-${at}`);
      await harness.install(siteId, installation);
      expected.set(siteId, installation);
    }
    const many = await checkedMany(harness.installationCheck, [...expected.keys()]);
    expectEqual(many, expected, 'the result of checkMany');
  },
} as const satisfies Checks<InstallationCheckHarness>;
