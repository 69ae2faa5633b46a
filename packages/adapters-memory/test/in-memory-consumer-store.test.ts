import { InMemoryConsumerStore } from '@loyalty-programs/adapters-memory';
import { describeConsumerStore } from '@loyalty-programs/contract-tests/vitest';
import { expect, test } from 'vitest';

describeConsumerStore('in memory', () => {
  const store = new InMemoryConsumerStore();
  return {
    store,
    breakConnection: () => {
      store.breakDown();
    },
    dispose: () => undefined,
  };
});

test('a store that was broken down answers again once it is restored', async () => {
  const store = new InMemoryConsumerStore();
  store.breakDown();
  const isUp = async () =>
    (await store.state('mail')).match(
      () => true,
      () => false,
    );
  expect(await isUp()).toBe(false);
  store.restore();
  expect(await isUp()).toBe(true);
});
