import { InMemoryInstallations } from '@loyalty-programs/adapters-memory';
import {
  describeInstallationCheck,
  describeInstallationRegistry,
} from '@loyalty-programs/contract-tests/vitest';
import { type Installed, siteIdOf } from '@loyalty-programs/core';
import { NO_PREMIUM_FEATURES, NOT_INSTALLED } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';

describeInstallationCheck('in memory', () => {
  const installations = new InMemoryInstallations();
  return {
    installationCheck: installations,
    install: async (siteId, installation) => {
      (await installations.register(siteId, installation))._unsafeUnwrap();
    },
    uninstall: async (siteId) => {
      (await installations.remove(siteId))._unsafeUnwrap();
    },
    breakConnection: () => {
      installations.breakDown();
    },
    dispose: () => undefined,
  };
});

describeInstallationRegistry('in memory', () => {
  const installations = new InMemoryInstallations();
  return {
    registry: installations,
    installationCheck: installations,
    breakConnection: () => {
      installations.breakDown();
    },
    dispose: () => undefined,
  };
});

describe('InMemoryInstallations', () => {
  const siteId = siteIdOf('shop');
  const installation: Installed = {
    installed: true,
    since: 0,
    accountId: null,
    apps: ['stores'],
    premiumFeatures: NO_PREMIUM_FEATURES,
  };

  it('has all its data once it is restored after an outage', async () => {
    const installations = new InMemoryInstallations();
    (await installations.register(siteId, installation))._unsafeUnwrap();
    installations.breakDown();
    const removed = await installations.remove(siteId);
    expect(removed.isErr()).toBe(true);
    installations.restore();
    expect((await installations.check(siteId))._unsafeUnwrap()).toEqual(installation);
  });

  it('records nothing during an outage', async () => {
    const installations = new InMemoryInstallations();
    installations.breakDown();
    const duringBreakdown = await installations.register(siteId, installation);
    expect(duringBreakdown.isErr()).toBe(true);
    installations.restore();
    expect((await installations.check(siteId))._unsafeUnwrap()).toEqual(NOT_INSTALLED);
  });
});
