import {
  type ClientOptions,
  HttpInstallationCheck,
  HttpLoyaltyProgramRepository,
  createLoyaltyProgramsClient,
} from '@loyalty-programs/adapters-http/client';
import { aContext, anyJson } from '@loyalty-programs/contract-tests';
import { untouchedDraft, update } from '@loyalty-programs/core/adapter-kit';
import fc from 'fast-check';
import type { Result, ResultAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { SITE } from '../../support/keys.js';
import { impatient } from '../support/calls.js';
import { anyMutationOf, anyStatus } from './any-reply.js';
import { GOOD_BODIES, GOOD_PROGRAMS } from './good-bodies.js';
import { expectToBeOfTheModel } from './model-rules.js';

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

/** Options for a server that gives one answer to everything. */
const optionsFor = (status: number, body: unknown): ClientOptions => {
  const bytes = new TextEncoder().encode(JSON.stringify([body]).slice(1, -1));
  return impatient('http://nowhere.invalid', {
    transport: () => Promise.resolve({ status, header: () => undefined, body: chunksOf(bytes) }),
  });
};

const change = update(untouchedDraft(SITE, 0), { name: 'Stars' }, aContext())._unsafeUnwrap();

interface Typed {
  readonly type: string;
}

const typeOf = async (
  pending: Promise<Result<unknown, Typed>> | ResultAsync<unknown, Typed>,
): Promise<string> =>
  (await pending).match(
    () => 'Ok',
    ({ type }) => type,
  );

/** The kinds of outcome of every call that there is. */
const everyCall = (options: ClientOptions): Promise<readonly string[]> => {
  const programs = createLoyaltyProgramsClient(options);
  const repository = new HttpLoyaltyProgramRepository(options);
  const check = new HttpInstallationCheck(options);
  return Promise.all([
    typeOf(programs.get(SITE)),
    typeOf(programs.bulkGet([SITE])),
    typeOf(programs.update(SITE, { name: 'Stars' })),
    typeOf(programs.activate(SITE)),
    typeOf(programs.pause(SITE, { expectedRevision: 3 })),
    typeOf(programs.enablePointsExpiration(SITE)),
    typeOf(programs.disablePointsExpiration(SITE)),
    typeOf(programs.premiumFeatures(SITE)),
    typeOf(programs.readiness(SITE)),
    typeOf(programs.operations(SITE)),
    typeOf(programs.history(SITE)),
    typeOf(programs.erase(SITE)),
    typeOf(repository.find(SITE)),
    typeOf(repository.findMany([SITE])),
    typeOf(repository.save(change)),
    typeOf(repository.history(SITE, 0, 10)),
    typeOf(repository.erase(SITE)),
    typeOf(check.check(SITE)),
    typeOf(check.checkMany([SITE])),
  ]);
};

describe('Any answer', () => {
  it('makes no call reject, whatever the JSON', async () => {
    await fc.assert(
      fc.asyncProperty(anyStatus(), anyJson(), async (status, body) => {
        expect(await everyCall(optionsFor(status, body))).toHaveLength(19);
      }),
    );
  });

  it('makes no call reject when almost valid', async () => {
    await fc.assert(
      fc.asyncProperty(anyStatus(), anyMutationOf(GOOD_BODIES), async (status, body) => {
        expect(await everyCall(optionsFor(status, body))).toHaveLength(19);
      }),
      { numRuns: 300 },
    );
  });

  it('never yields a program that breaks a rule', async () => {
    await fc.assert(
      fc.asyncProperty(anyMutationOf(GOOD_PROGRAMS), async (body) => {
        const got = await createLoyaltyProgramsClient(optionsFor(200, body)).get(SITE);
        if (got.isOk()) expectToBeOfTheModel(got.value);
        else expect(got.error.type).toBe('Unavailable');
      }),
      { numRuns: 1000 },
    );
  });

  it.each(GOOD_PROGRAMS)('yields a valid program (%#)', async (body) => {
    expectToBeOfTheModel(
      (await createLoyaltyProgramsClient(optionsFor(200, body)).get(SITE))._unsafeUnwrap(),
    );
  });
});
