import { siteDirectoryChecks } from '@loyalty-programs/contract-tests';
import { describeSiteDirectory } from '@loyalty-programs/contract-tests/vitest';
import { describe, expect, it } from 'vitest';
import { failuresOf } from './failures-of.js';
import { harnessOf } from './faulty-directories/fault.js';
import { siteDirectoryFaults } from './faulty-directories/index.js';

describeSiteDirectory('without a fault', () => harnessOf(() => ({})));

describe('the suite of SiteDirectory notices a directory that', () => {
  it.each(Object.entries(siteDirectoryFaults))('%s', async (_, { inject, fails }) => {
    const failures = await failuresOf(siteDirectoryChecks, () => harnessOf(inject));
    expect(failures).toEqual(
      Object.fromEntries(
        Object.entries(fails).map(([demand, reason]) => [demand, expect.stringMatching(reason)]),
      ),
    );
  });
});

describe('every check of SiteDirectory', () => {
  const noticing = new Set(Object.values(siteDirectoryFaults).flatMap(({ fails }) => Object.keys(fails)));

  it.each(Object.keys(siteDirectoryChecks))('is failed by some fault: %s', (demand) => {
    expect(noticing).toContain(demand);
  });
});
