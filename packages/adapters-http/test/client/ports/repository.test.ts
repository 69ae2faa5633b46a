import { HttpLoyaltyProgramRepository } from '@loyalty-programs/adapters-http/client';
import { describeLoyaltyProgramRepository } from '@loyalty-programs/contract-tests/vitest';
import { aRemote } from '../support/remote.js';

describeLoyaltyProgramRepository('in another service', async () => {
  const remote = await aRemote();
  return {
    repository: new HttpLoyaltyProgramRepository({ ...remote.options, timeout: 2000 }),
    prepareSite: (siteId) => remote.install(siteId),
    breakConnection: () => remote.stop(),
    dispose: () => remote.stop(),
  };
});
