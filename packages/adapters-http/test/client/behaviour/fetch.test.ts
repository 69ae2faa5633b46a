import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { describeLoyaltyPrograms } from '@loyalty-programs/contract-tests/vitest';
import { clientOptions, remoteHarness } from './harness.js';

describeLoyaltyPrograms('called with fetch', () =>
  remoteHarness((server) => ({
    programs: createLoyaltyProgramsClient(clientOptions(server)),
    close: () => undefined,
  })),
);
