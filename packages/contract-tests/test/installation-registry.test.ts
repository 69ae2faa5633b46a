import { installationRegistryChecks } from '@loyalty-programs/contract-tests';
import { describeInstallationRegistry } from '@loyalty-programs/contract-tests/vitest';
import { describe, expect, it } from 'vitest';
import { failuresOf } from './failures-of.js';
import { harnessOf } from './faulty-registries/fault.js';
import { installationRegistryFaults } from './faulty-registries/index.js';

describeInstallationRegistry('without a fault', () => harnessOf(() => ({})));

describe('the suite of InstallationRegistry notices a registry that', () => {
  it.each(Object.entries(installationRegistryFaults))('%s', async (_, { inject, fails }) => {
    const failures = await failuresOf(installationRegistryChecks, () => harnessOf(inject));
    expect(failures).toEqual(
      Object.fromEntries(
        Object.entries(fails).map(([demand, reason]) => [demand, expect.stringMatching(reason)]),
      ),
    );
  });
});

describe('every check of InstallationRegistry', () => {
  const noticing = new Set(
    Object.values(installationRegistryFaults).flatMap(({ fails }) => Object.keys(fails)),
  );

  it.each(Object.keys(installationRegistryChecks))('is failed by some fault: %s', (demand) => {
    expect(noticing).toContain(demand);
  });
});
