import { InMemoryInstallations } from '@loyalty-programs/adapters-memory';
import { BatchingInstallationCheck } from '@loyalty-programs/adapters-sql/batching';
import { type Installation, type InstallationCheck, type SiteId } from '@loyalty-programs/core';
import { NOT_INSTALLED } from '@loyalty-programs/core/adapter-kit';
import { anInstallation } from '@loyalty-programs/contract-tests';
import { ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { BAR, CAFE, SHOP } from './support/examples.js';

/** A check in memory that tells how it was called. */
class RecordingCheck implements InstallationCheck {
  readonly calls: string[] = [];
  readonly installations = new InMemoryInstallations();

  check(siteId: SiteId): ReturnType<InstallationCheck['check']> {
    this.calls.push(`check ${siteId}`);
    return this.installations.check(siteId);
  }

  checkMany(siteIds: readonly SiteId[]): ReturnType<InstallationCheck['checkMany']> {
    this.calls.push(`checkMany ${siteIds.join(' ')}`);
    return this.installations.checkMany(siteIds);
  }
}

const askAll = (check: InstallationCheck, siteIds: readonly SiteId[]) =>
  Promise.all(siteIds.map((siteId) => check.check(siteId)));

describe('checks of one turn', () => {
  it('become one checkMany with each site once', async () => {
    const check = new RecordingCheck();
    (await check.installations.register(CAFE, anInstallation()))._unsafeUnwrap();
    const answers = await askAll(new BatchingInstallationCheck(check), [SHOP, CAFE, SHOP]);
    const found = answers.map((answer) => answer._unsafeUnwrap());
    expect(found).toEqual([NOT_INSTALLED, anInstallation(), NOT_INSTALLED]);
    expect(found[0]).not.toBe(found[2]);
    expect(check.calls).toEqual(['checkMany shop cafe']);
  });

  it('stay a check if there is only one, and are split if there are too many', async () => {
    const check = new RecordingCheck();
    await askAll(new BatchingInstallationCheck(check, { maxBatchSize: 2 }), [SHOP, CAFE, BAR]);
    expect(check.calls).toEqual(['checkMany shop cafe', 'check bar']);
  });

  it('each get the error of the check', async () => {
    const check = new RecordingCheck();
    check.installations.breakDown();
    const answers = await askAll(new BatchingInstallationCheck(check), [SHOP, CAFE]);
    const error = { type: 'InstallationCheckUnavailable', cause: 'broken down on purpose' };
    expect(answers.map((answer) => answer._unsafeUnwrapErr())).toEqual([error, error]);
  });

  it('do not take a missing site for "not installed"', async () => {
    const check = new RecordingCheck();
    check.checkMany = () => Promise.resolve(ok(new Map<SiteId, Installation>([[SHOP, NOT_INSTALLED]])));
    const [shop, cafe] = await askAll(new BatchingInstallationCheck(check), [SHOP, CAFE]);
    expect(shop?._unsafeUnwrap()).toEqual(NOT_INSTALLED);
    expect(cafe?._unsafeUnwrapErr().type).toBe('InstallationCheckUnavailable');
  });

  it('report an outage if the check rejects', async () => {
    const check = new RecordingCheck();
    const cause = new Error('against its promise');
    check.checkMany = () => Promise.reject(cause);
    const answers = await askAll(new BatchingInstallationCheck(check), [SHOP, CAFE]);
    const error = { type: 'InstallationCheckUnavailable', cause };
    expect(answers.map((answer) => answer._unsafeUnwrapErr())).toEqual([error, error]);
  });
});

describe('checkMany', () => {
  it('goes to the check directly', async () => {
    const check = new RecordingCheck();
    const call = new BatchingInstallationCheck(check).checkMany([SHOP, SHOP]);
    expect(check.calls).toEqual(['checkMany shop shop']);
    expect((await call)._unsafeUnwrap()).toEqual(new Map([[SHOP, NOT_INSTALLED]]));
  });
});

describe('a closed check', () => {
  it('sends what is pending, then calls the check directly', async () => {
    const check = new RecordingCheck();
    const batching = new BatchingInstallationCheck(check);
    const gathered = askAll(batching, [SHOP, CAFE]);
    const closed = batching.close();
    expect(check.calls).toEqual(['checkMany shop cafe']);
    await closed;
    const later = askAll(batching, [SHOP, BAR]);
    expect(check.calls.slice(1)).toEqual(['check shop', 'check bar']);
    const answers = [...(await gathered), ...(await later)];
    expect(answers.map((answer) => answer.isOk())).toEqual([true, true, true, true]);
  });
});
