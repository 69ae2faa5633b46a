import { accountIdOf } from '@loyalty-programs/core';
import { NO_PREMIUM_FEATURES } from '@loyalty-programs/core/adapter-kit';
import {
  INSTALLED_ON,
  aBareInstallation,
  anInstallation,
  uniqueSiteId,
} from '@loyalty-programs/contract-tests';
import { ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { aHost, programsOn } from '../support/ports.js';

describe('bulk get', () => {
  test('returns programs in the requested order, each once, of sites with loyalty installed', async () => {
    const { programs, install } = aHost();
    const [changed, untouched, uninstalled] = [await install(), await install(), uniqueSiteId()];
    (await programs.update(changed, { name: 'Star Club' }))._unsafeUnwrap();
    const answer = await programs.bulkGet([untouched, changed, uninstalled, untouched]);
    expect(answer._unsafeUnwrap()).toMatchObject([
      { siteId: untouched, name: null, revision: 0, createdDate: INSTALLED_ON },
      { siteId: changed, name: 'Star Club', revision: 1 },
    ]);
    const reversed = (await programs.bulkGet([changed, untouched]))._unsafeUnwrap();
    expect(reversed.map(({ siteId }) => siteId)).toEqual([changed, untouched]);
  });

  test('returns the same as get', async () => {
    const { programs, install } = aHost();
    const siteId = await install(uniqueSiteId(), aBareInstallation());
    const one = (await programs.get(siteId))._unsafeUnwrap();
    expect(one.premiumFeatures).toEqual(NO_PREMIUM_FEATURES);
    expect((await programs.bulkGet([siteId]))._unsafeUnwrap()).toEqual([one]);
  });

  test('omits a program of an uninstalled site', async () => {
    const { programs, install, installations } = aHost();
    const siteId = await install();
    (await programs.update(siteId, { name: 'Star Club' }))._unsafeUnwrap();
    (await installations.remove(siteId))._unsafeUnwrap();
    expect((await programs.bulkGet([siteId]))._unsafeUnwrap()).toEqual([]);
  });

  test('is limited to an account', async () => {
    const { programs, install } = aHost();
    const [mine, theirs] = [accountIdOf('mine'), accountIdOf('theirs')];
    const siteIds = [
      await install(uniqueSiteId(), anInstallation({ accountId: theirs })),
      await install(uniqueSiteId(), anInstallation({ accountId: mine })),
      await install(),
    ];
    const of = async (accountId = mine) =>
      (await programs.bulkGet(siteIds, { accountId }))._unsafeUnwrap().map(({ siteId }) => siteId);
    expect(await of(mine)).toEqual([siteIds[1]]);
    expect(await of(theirs)).toEqual([siteIds[0]]);
    expect(await of(accountIdOf('nobody'))).toEqual([]);
    expect((await programs.bulkGet(siteIds))._unsafeUnwrap()).toHaveLength(3);
  });

  test('of no sites is empty, and each port is called once per site', async () => {
    const asked: unknown[] = [];
    const programs = programsOn({
      findMany: (siteIds) => {
        asked.push(siteIds);
        return Promise.resolve(ok(new Map()));
      },
    });
    expect((await programs.bulkGet([]))._unsafeUnwrap()).toEqual([]);
    const siteId = uniqueSiteId();
    expect((await programs.bulkGet([siteId, siteId]))._unsafeUnwrap()).toHaveLength(1);
    expect(asked).toEqual([[], [siteId]]);
  });
});
