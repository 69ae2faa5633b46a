import {
  HttpInstallationCheck,
  HttpLoyaltyProgramRepository,
  createLoyaltyProgramsClient,
} from '@loyalty-programs/adapters-http/client';
import { siteIdOf } from '@loyalty-programs/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Remote, aRemote } from '../support/remote.js';

describe('A site whose id looks like a path', () => {
  let remote: Remote;
  beforeEach(async () => {
    remote = await aRemote();
  });
  afterEach(() => remote.stop());

  it.each(['.', '..', '...', '-'])('is a site like any other: "%s"', async (id) => {
    const siteId = siteIdOf(id);
    await remote.install(siteId);
    const programs = createLoyaltyProgramsClient(remote.options);
    expect((await programs.update(siteId, { name: 'Stars' }))._unsafeUnwrap()).toMatchObject({ siteId });
    const repository = new HttpLoyaltyProgramRepository(remote.options);
    expect((await repository.find(siteId))._unsafeUnwrap()).toMatchObject({ siteId, name: 'Stars' });
    expect((await repository.findMany([siteId]))._unsafeUnwrap().get(siteId)).toMatchObject({ siteId });
    const check = new HttpInstallationCheck(remote.options);
    expect((await check.check(siteId))._unsafeUnwrap()).toMatchObject({ installed: true });
  });
});
