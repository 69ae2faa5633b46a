import { installationCheckChecks } from '@loyalty-programs/contract-tests';
import { describeInstallationCheck } from '@loyalty-programs/contract-tests/vitest';
import { describe, expect, it } from 'vitest';
import { failuresOf } from './failures-of.js';
import { harnessOf } from './faulty-checks/fault.js';
import { installationCheckFaults } from './faulty-checks/index.js';

describeInstallationCheck('without a fault', () => harnessOf(() => ({})));

describe('the suite of InstallationCheck notices a check that', () => {
  it.each(Object.entries(installationCheckFaults))('%s', async (_, { inject, fails }) => {
    const failures = await failuresOf(installationCheckChecks, () => harnessOf(inject));
    expect(failures).toEqual(
      Object.fromEntries(
        Object.entries(fails).map(([demand, reason]) => [demand, expect.stringMatching(reason)]),
      ),
    );
  });
});

describe('every check of InstallationCheck', () => {
  const noticing = new Set(Object.values(installationCheckFaults).flatMap(({ fails }) => Object.keys(fails)));

  it.each(Object.keys(installationCheckChecks))('is failed by some fault: %s', (demand) => {
    expect(noticing).toContain(demand);
  });
});
