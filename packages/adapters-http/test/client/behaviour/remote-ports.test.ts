import { HttpInstallationCheck, HttpLoyaltyProgramRepository } from '@loyalty-programs/adapters-http/client';
import { ManualClock } from '@loyalty-programs/adapters-memory';
import { INSTALLED_ON } from '@loyalty-programs/contract-tests';
import { describeLoyaltyPrograms } from '@loyalty-programs/contract-tests/vitest';
import { createLoyalty } from '@loyalty-programs/core';
import { clientOptions, remoteHarness } from './harness.js';

describeLoyaltyPrograms('carried out here on the ports of another service', () =>
  remoteHarness((server) => ({
    ...createLoyalty({
      clock: new ManualClock(INSTALLED_ON + 60_000),
      repository: new HttpLoyaltyProgramRepository(clientOptions(server)),
      installationCheck: new HttpInstallationCheck(clientOptions(server)),
    }),
    close: () => undefined,
  })),
);
