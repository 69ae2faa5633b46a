import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { createUndiciTransport } from '@loyalty-programs/adapters-http/client/undici';
import { describeLoyaltyPrograms } from '@loyalty-programs/contract-tests/vitest';
import { clientOptions, remoteHarness } from './harness.js';

describeLoyaltyPrograms('called with undici', () =>
  remoteHarness((server) => {
    const undici = createUndiciTransport(server.origin);
    return {
      programs: createLoyaltyProgramsClient({ ...clientOptions(server), transport: undici.transport }),
      close: () => undici.close(),
    };
  }),
);
