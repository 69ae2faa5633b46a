import { HttpLoyaltyProgramRepository, UNKNOWN_REVISION } from '@loyalty-programs/adapters-http/client';
import { aContext, anInstallation } from '@loyalty-programs/contract-tests';
import { createLoyalty, type LoyaltyProgram, type LoyaltyProgramView } from '@loyalty-programs/core';
import { type Change, update } from '@loyalty-programs/core/adapter-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SISTER_SITE, SITE } from '../../support/keys.js';
import { theError, unexpected } from '../support/outcomes.js';
import { type Hosted, aHostedRemote } from '../support/hosted.js';

const renamed = (program: LoyaltyProgram, name: string): Change =>
  update(program, { name }, aContext({ now: program.updatedDate + 1000 }))._unsafeUnwrap();

const revisionOf = ({ revision }: LoyaltyProgramView): number => revision;

describe('A remote without revisions', () => {
  let remote: Hosted;
  let repository: HttpLoyaltyProgramRepository;
  beforeEach(async () => {
    remote = await aHostedRemote();
    await remote.install(SITE);
    await remote.install(SISTER_SITE);
    repository = new HttpLoyaltyProgramRepository({ ...remote.options, retries: 3 });
  });
  afterEach(() => remote.stop());

  const find = async (): Promise<LoyaltyProgram> => {
    const found = (await repository.find(SITE))._unsafeUnwrap();
    return found ?? expect.fail('nothing is stored');
  };

  const stack = () =>
    createLoyalty({
      clock: remote.world.clock,
      repository,
      installationCheck: remote.world.registry,
    }).programs;

  it('reports every program at the same revision', async () => {
    expect(await find()).toMatchObject({ revision: UNKNOWN_REVISION, status: 'DRAFT', name: null });
    const saved = (await repository.save(renamed(await find(), 'Stars')))._unsafeUnwrap();
    expect(saved).toMatchObject({ revision: UNKNOWN_REVISION, name: 'Stars' });
    const many = (await repository.findMany([SITE, SISTER_SITE]))._unsafeUnwrap();
    expect([...many.values()].map(({ revision }) => revision)).toEqual([UNKNOWN_REVISION, UNKNOWN_REVISION]);
  });

  it('lets the last change win', async () => {
    const base = await find();
    for (const name of ['First', 'Second', 'Third']) {
      expect((await repository.save(renamed(base, name)))._unsafeUnwrap()).toMatchObject({ name });
    }
    expect(await find()).toMatchObject({ name: 'Third' });
    expect(remote.guards).toEqual([]);
  });

  it('accepts a change that changes nothing', async () => {
    const base = await find();
    const change = renamed(base, 'Stars');
    expect((await repository.save(change))._unsafeUnwrap()).toMatchObject({ name: 'Stars' });
    expect((await repository.save(change))._unsafeUnwrap()).toMatchObject({ name: 'Stars' });
  });

  it('gets no condition from a repository that has not read the program', async () => {
    const base = await find();
    const fresh = new HttpLoyaltyProgramRepository({ ...remote.options, retries: 3 });
    expect((await fresh.save(renamed(base, 'Stars')))._unsafeUnwrap()).toMatchObject({ name: 'Stars' });
    expect(remote.guards).toEqual([]);
  });

  it('receives a change once if its answer is lost', async () => {
    const base = await find();
    remote.loseAnswers();
    const error = (await repository.save(renamed(base, 'Stars'))).match(unexpected, theError);
    expect(error).toMatchObject({ type: 'RepositoryUnavailable' });
    expect(remote.calls).toEqual(['GET /v1/program', 'PATCH /v1/program']);
    expect(await find()).toMatchObject({ name: 'Stars' });
  });

  it('supports the use cases', async () => {
    const programs = stack();
    const update = { name: 'Stars', pointsExpiration: { monthsOfInactivity: 7 } };
    const revisions = [
      await programs.update(SITE, update).match(revisionOf, unexpected),
      await programs.activate(SITE).match(revisionOf, unexpected),
      await programs.enablePointsExpiration(SITE).match(revisionOf, unexpected),
      await programs.pause(SITE).match(revisionOf, unexpected),
      await programs.disablePointsExpiration(SITE).match(revisionOf, unexpected),
      await programs.activate(SITE).match(revisionOf, unexpected),
    ];
    expect(revisions).toEqual(revisions.map(() => UNKNOWN_REVISION));
    expect((await programs.get(SITE))._unsafeUnwrap()).toMatchObject({
      name: 'Stars',
      status: 'ACTIVE',
      pointsExpiration: { status: 'DISABLED', monthsOfInactivity: 7 },
      premiumFeatures: anInstallation().premiumFeatures,
    });
    expect(remote.guards).toEqual([]);
  });

  it('leaves the outcome of a use case unknown if its answer is lost', async () => {
    const programs = stack();
    (await programs.update(SITE, { name: 'Stars' }))._unsafeUnwrap();
    remote.loseAnswers();
    const error = await programs.activate(SITE).match(unexpected, theError);
    expect(error).toMatchObject({ type: 'OutcomeUnknown' });
    expect(remote.calls.filter((call) => call.endsWith('activate'))).toHaveLength(1);
  });
});
