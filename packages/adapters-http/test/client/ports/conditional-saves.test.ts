import { HttpLoyaltyProgramRepository } from '@loyalty-programs/adapters-http/client';
import { aContext } from '@loyalty-programs/contract-tests';
import { untouchedDraft, update } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { programBody } from '../../support/bodies.js';
import { SITE } from '../../support/keys.js';
import { forThisTest, impatient, refusal } from '../support/calls.js';
import { type Script, answering, cutting, inTurn } from '../support/raw-server.js';

const told = (revision: number, etag = `"${SITE}/${revision}"`): Script =>
  answering(200, { loyaltyProgram: programBody({ name: 'Stars' }), revision: String(revision) }, { etag });

const change = update(untouchedDraft(SITE, 0), { name: 'Stars' }, aContext())._unsafeUnwrap();

/** Saves the first change of a program with a repository that knows nothing yet of its server. */
const save = async (...scripts: readonly Script[]) => {
  const { origin, requests } = await forThisTest(inTurn(...scripts));
  const repository = new HttpLoyaltyProgramRepository(impatient(origin, { timeout: 2000, retries: 2 }));
  const outcome = (await repository.save(change)).match(
    ({ revision }) => revision,
    ({ type }) => type,
  );
  return {
    outcome,
    methods: requests.map((request) => request.split(' ')[0]),
    guards: requests.map((request) => /^if-match: (.*)\r$/imu.exec(request)?.[1]),
  };
};

describe('A change that is saved in another service', () => {
  it('is conditional if the service has shown revisions', async () => {
    expect(await save(told(0), told(1))).toEqual({
      outcome: 1,
      methods: ['GET', 'PATCH'],
      guards: [undefined, `"${SITE}/0"`],
    });
  });

  it('is conditional if a proxy weakened the tag', async () => {
    expect((await save(told(0, `W/"${SITE}/0"`), told(1))).guards).toEqual([undefined, `"${SITE}/0"`]);
  });

  it('is unconditional if a proxy made up the tag', async () => {
    expect((await save(told(0, '"5d8c72a5edda8"'), told(1))).guards).toEqual([undefined, undefined]);
  });

  it('is repeated with its condition after a cut connection', async () => {
    expect(await save(told(0), cutting, told(1))).toMatchObject({
      outcome: 1,
      methods: ['GET', 'PATCH', 'PATCH'],
    });
  });

  it('is not repeated without a condition after a cut connection', async () => {
    expect(await save(told(0, '"made-up"'), cutting, told(1))).toMatchObject({
      outcome: 'RepositoryUnavailable',
      methods: ['GET', 'PATCH'],
    });
  });

  it('may itself be the cause of a conflict after a cut connection', async () => {
    const conflict = answering(412, refusal('INVALID_REVISION', { actualRevision: '1' }));
    expect((await save(told(0), cutting, conflict)).outcome).toBe('RepositoryUnavailable');
    expect((await save(told(0), conflict)).outcome).toBe('RevisionConflict');
  });

  it('has not succeeded if someone else made it', async () => {
    expect((await save(told(0), told(7))).outcome).toBe('RevisionConflict');
  });

  it('may have succeeded if it was made when the connection was cut', async () => {
    expect((await save(told(0), cutting, told(7))).outcome).toBe('RepositoryUnavailable');
  });

  it('is not sent if the service does not return the program', async () => {
    expect(await save(answering(500, ''))).toMatchObject({
      outcome: 'RepositoryUnavailable',
      methods: ['GET', 'GET', 'GET'],
    });
  });
});
