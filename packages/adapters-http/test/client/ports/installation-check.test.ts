import { HttpInstallationCheck } from '@loyalty-programs/adapters-http/client';
import { describeInstallationCheck } from '@loyalty-programs/contract-tests/vitest';
import { aRemote } from '../support/remote.js';

describeInstallationCheck('over HTTP', async () => {
  const remote = await aRemote();
  const { registry } = remote.world;
  return {
    installationCheck: new HttpInstallationCheck({ ...remote.options, timeout: 2000 }),
    install: async (siteId, installation) => {
      (await registry.remove(siteId))._unsafeUnwrap();
      (await registry.register(siteId, installation))._unsafeUnwrap();
    },
    uninstall: async (siteId) => {
      (await registry.remove(siteId))._unsafeUnwrap();
    },
    breakConnection: () => remote.stop(),
    dispose: () => remote.stop(),
  };
});
