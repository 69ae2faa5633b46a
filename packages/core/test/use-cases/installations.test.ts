import { accountIdOf, createLoyalty } from '@loyalty-programs/core';
import { INSTALLED_ON, uniqueSiteId } from '@loyalty-programs/contract-tests';
import { describe, expect, test } from 'vitest';
import { aHost } from '../support/ports.js';
import { theError, unexpected } from '../support/outcomes.js';

const aRegistrar = () => {
  const host = aHost();
  const { installations: registry, repository, clock } = host;
  const { installations } = createLoyalty({ repository, installations: registry, clock });
  return { ...host, registry, installations };
};

const withApp = { apps: ['stores'] as const };

describe('installing', () => {
  test('records what is installed, dated now', async () => {
    const { installations, programs } = aRegistrar();
    const siteId = uniqueSiteId();
    const installed = (await installations.install(siteId, withApp))._unsafeUnwrap();
    expect(installed).toEqual({
      installed: true,
      since: INSTALLED_ON,
      accountId: null,
      apps: ['stores'],
      premiumFeatures: { loyaltyProgram: false, tiers: false, pointsExpiration: false },
    });
    expect((await installations.get(siteId))._unsafeUnwrap()).toEqual(installed);
    expect((await programs.get(siteId))._unsafeUnwrap()).toMatchObject({
      createdDate: INSTALLED_ON,
      revision: 0,
    });
  });

  test('again keeps the date and replaces the rest', async () => {
    const { installations, clock } = aRegistrar();
    const siteId = uniqueSiteId();
    (await installations.install(siteId, { ...withApp, accountId: 'mine' }))._unsafeUnwrap();
    clock.advance(1_000);
    const again = (await installations.install(siteId, { apps: [] }))._unsafeUnwrap();
    expect(again).toMatchObject({ since: INSTALLED_ON, apps: [], accountId: null });
  });

  test('parses its input', async () => {
    const { installations } = aRegistrar();
    const siteId = uniqueSiteId();
    const refused = await installations.install(siteId, { unvalidated: { apps: ['blog'] } });
    expect(refused.match(unexpected, theError).type).toBe('InvalidInput');
    expect((await installations.get(siteId))._unsafeUnwrap()).toEqual({ installed: false });
    (await installations.install(siteId, { unvalidated: withApp }))._unsafeUnwrap();
  });
});

describe('a required owner', () => {
  const theirs = { accountId: accountIdOf('theirs') };

  test('keeps every other site as it is', async () => {
    const { installations } = aRegistrar();
    const siteId = uniqueSiteId();
    const mine = (await installations.install(siteId, { ...withApp, accountId: 'mine' }))._unsafeUnwrap();
    const notOwner = { type: 'NotOwner', siteId };
    const input = { apps: [], accountId: 'theirs' };
    expect(
      (await installations.install(siteId, input, { onlyIf: theirs })).match(unexpected, theError),
    ).toEqual(notOwner);
    const uninstalled = await installations.uninstall(siteId, { erase: true, onlyIf: theirs });
    expect(uninstalled.match(unexpected, theError)).toEqual(notOwner);
    expect((await installations.get(siteId))._unsafeUnwrap()).toEqual(mine);
  });

  test('lets its own site be changed, and a new one where it is allowed', async () => {
    const { installations } = aRegistrar();
    const siteId = uniqueSiteId();
    const input = { apps: [], accountId: 'theirs' };
    const onlyIf = { ...theirs, orNotInstalled: true };
    (await installations.install(siteId, input, { onlyIf }))._unsafeUnwrap();
    (await installations.install(siteId, input, { onlyIf: theirs }))._unsafeUnwrap();
    (await installations.uninstall(siteId, { onlyIf: theirs }))._unsafeUnwrap();
    expect((await installations.get(siteId))._unsafeUnwrap()).toEqual({ installed: false });
  });
});

describe('uninstalling', () => {
  test('keeps the program for the next installation', async () => {
    const { installations, programs, clock } = aRegistrar();
    const siteId = uniqueSiteId();
    (await installations.install(siteId, withApp))._unsafeUnwrap();
    (await programs.update(siteId, { name: 'Star Club' }))._unsafeUnwrap();
    const active = (await programs.activate(siteId))._unsafeUnwrap();
    (await installations.uninstall(siteId))._unsafeUnwrap();
    expect((await programs.get(siteId)).match(unexpected, theError).type).toBe('LoyaltyNotInstalled');
    clock.advance(1_000);
    (await installations.install(siteId, withApp))._unsafeUnwrap();
    expect((await programs.get(siteId))._unsafeUnwrap()).toEqual(active);
    expect((await programs.history(siteId))._unsafeUnwrap()).toHaveLength(2);
  });

  test('with erasure leaves nothing, so the next installation starts with an untouched draft', async () => {
    const { installations, programs, clock } = aRegistrar();
    const siteId = uniqueSiteId();
    (await installations.install(siteId, withApp))._unsafeUnwrap();
    (await programs.update(siteId, { name: 'Star Club' }))._unsafeUnwrap();
    (await installations.uninstall(siteId, { erase: true }))._unsafeUnwrap();
    clock.advance(1_000);
    (await installations.install(siteId, withApp))._unsafeUnwrap();
    expect((await programs.get(siteId))._unsafeUnwrap()).toMatchObject({
      revision: 0,
      name: null,
      createdDate: INSTALLED_ON + 1_000,
    });
    expect((await programs.history(siteId))._unsafeUnwrap()).toEqual([]);
  });

  test('is accepted if nothing is installed, and can be repeated', async () => {
    const { installations } = aRegistrar();
    for (const erase of [false, true, true]) {
      (await installations.uninstall(uniqueSiteId(), { erase }))._unsafeUnwrap();
    }
  });

  test('is recorded even if erasing fails, and can be repeated', async () => {
    const { installations, programs, repository } = aRegistrar();
    const siteId = uniqueSiteId();
    (await installations.install(siteId, withApp))._unsafeUnwrap();
    (await programs.update(siteId, { name: 'Star Club' }))._unsafeUnwrap();
    repository.breakDown();
    expect((await installations.uninstall(siteId, { erase: true })).match(unexpected, theError).type).toBe(
      'OutcomeUnknown',
    );
    expect((await installations.get(siteId))._unsafeUnwrap()).toEqual({ installed: false });
    repository.restore();
    (await installations.uninstall(siteId, { erase: true }))._unsafeUnwrap();
    expect((await repository.find(siteId))._unsafeUnwrap()).toBeUndefined();
  });
});

test('while the registry is down, calls report it and nothing is erased', async () => {
  const { installations, programs, registry, repository } = aRegistrar();
  const siteId = uniqueSiteId();
  (await installations.install(siteId, withApp))._unsafeUnwrap();
  (await programs.update(siteId, { name: 'Star Club' }))._unsafeUnwrap();
  registry.breakDown();
  const down = { type: 'InstallationRegistryUnavailable', cause: 'broken down on purpose' };
  expect((await installations.install(siteId, withApp)).match(unexpected, theError)).toEqual(down);
  expect((await installations.uninstall(siteId, { erase: true })).match(unexpected, theError)).toEqual(down);
  expect((await installations.get(siteId)).match(unexpected, theError)).toEqual({
    ...down,
    type: 'InstallationCheckUnavailable',
  });
  expect((await repository.find(siteId))._unsafeUnwrap()).toBeDefined();
});
