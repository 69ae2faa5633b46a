import { programEventFeedChecks } from '@loyalty-programs/contract-tests';
import { describeProgramEventFeed } from '@loyalty-programs/contract-tests/vitest';
import { describe, expect, it } from 'vitest';
import { failuresOf } from './failures-of.js';
import { harnessOf } from './faulty-feeds/fault.js';
import { programEventFeedFaults } from './faulty-feeds/index.js';

describeProgramEventFeed('without a fault', () =>
  harnessOf({
    inject: (memory) => (partition, cursor, limit) => memory.readAfter(partition, cursor, limit),
  }),
);

describe('the suite of ProgramEventFeed notices a feed that', () => {
  it.each(Object.entries(programEventFeedFaults))('%s', async (_, { fails, ...fault }) => {
    const failures = await failuresOf(programEventFeedChecks, () => harnessOf(fault));
    expect(failures).toEqual(
      Object.fromEntries(
        Object.entries(fails).map(([demand, reason]) => [demand, expect.stringMatching(reason)]),
      ),
    );
  });
});

describe('every check of ProgramEventFeed', () => {
  const noticing = new Set(Object.values(programEventFeedFaults).flatMap(({ fails }) => Object.keys(fails)));

  it.each(Object.keys(programEventFeedChecks))('is failed by some fault: %s', (demand) => {
    expect(noticing).toContain(demand);
  });
});
