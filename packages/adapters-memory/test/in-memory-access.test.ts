import { InMemoryKeyStore, InMemorySessionStore } from '@loyalty-programs/adapters-memory';
import { describeKeyStore, describeSessionStore } from '@loyalty-programs/contract-tests/vitest';

describeKeyStore('in memory', () => {
  const keys = new InMemoryKeyStore();
  return {
    keys,
    others: keys,
    breakConnection: () => {
      keys.breakDown();
    },
    dispose: () => undefined,
  };
});

describeSessionStore('in memory', () => {
  const sessions = new InMemorySessionStore();
  return {
    sessions,
    others: sessions,
    breakConnection: () => {
      sessions.breakDown();
    },
    dispose: () => undefined,
  };
});
