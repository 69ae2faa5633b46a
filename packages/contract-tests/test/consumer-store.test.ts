import { consumerStoreChecks } from '@loyalty-programs/contract-tests';
import { describeConsumerStore } from '@loyalty-programs/contract-tests/vitest';
import { describe, expect, it } from 'vitest';
import { failuresOf } from './failures-of.js';
import { harnessOf } from './faulty-consumer-stores/fault.js';
import { consumerStoreFaults } from './faulty-consumer-stores/index.js';

describeConsumerStore('without a fault', () => harnessOf(() => ({})));

describe('the suite of ConsumerStore notices a store that', () => {
  it.each(Object.entries(consumerStoreFaults))('%s', async (_, { inject, fails }) => {
    const failures = await failuresOf(consumerStoreChecks, () => harnessOf(inject));
    expect(failures).toEqual(
      Object.fromEntries(
        Object.entries(fails).map(([demand, reason]) => [demand, expect.stringMatching(reason)]),
      ),
    );
  });
});

describe('every check of ConsumerStore', () => {
  const noticing = new Set(Object.values(consumerStoreFaults).flatMap(({ fails }) => Object.keys(fails)));

  it.each(Object.keys(consumerStoreChecks))('is failed by some fault: %s', (demand) => {
    expect(noticing).toContain(demand);
  });
});
