import type { LoyaltyProgram } from '@loyalty-programs/core';
import { replay, untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSTALLED_ON } from '@loyalty-programs/contract-tests';
import { operationRequests } from '@loyalty-programs/contract-tests';
import { ask } from '../support/ask.js';
import { SITE } from '../support/keys.js';
import { type World, aWorld } from '../support/world.js';
import { type AnyRequest, anyRequests } from './any-requests.js';

const PATHS = {
  activate: '/v1/program/activate',
  pause: '/v1/program/pause',
  enablePointsExpiration: '/v1/program/points-expiration/enable',
  disablePointsExpiration: '/v1/program/points-expiration/disable',
} as const;

const validRequests = () =>
  operationRequests().map((asked): AnyRequest =>
    asked.operation === 'update'
      ? { method: 'PATCH', path: '/v1/program', json: { loyaltyProgram: asked.input } }
      : { method: 'POST', path: PATHS[asked.operation] },
  );

/** All but the removal of what these tests look at in the end. */
const sessions = () =>
  fc.array(
    fc.oneof(
      { weight: 2, arbitrary: validRequests() },
      anyRequests().filter(
        ({ method, fullPath = '' }) => method !== 'DELETE' && !fullPath.includes('installations'),
      ),
    ),
    { minLength: 1, maxLength: 25 },
  );

const stored = async ({ repository }: World): Promise<LoyaltyProgram> =>
  (await repository.find(SITE))._unsafeUnwrap() ?? untouchedDraft(SITE, INSTALLED_ON);

describe('Any session of valid and invalid requests', () => {
  it('leaves a program that its events lead to, with revisions in steps of one', async () => {
    let changes = 0;
    await fc.assert(
      fc.asyncProperty(sessions(), async (requests) => {
        const world = await aWorld();
        let { revision } = await stored(world);
        for (const request of requests) {
          world.clock.advance(1000);
          const { status } = await ask(world.handler, request.method, request);
          const now = (await stored(world)).revision;
          expect(now - revision).toBeLessThanOrEqual(status === 200 ? 1 : 0);
          expect(now).toBeGreaterThanOrEqual(revision);
          revision = now;
        }
        changes += revision;
        const events = (await world.repository.history(SITE, 0, 1000))._unsafeUnwrap();
        const program = await stored(world);
        expect(replay(untouchedDraft(SITE, INSTALLED_ON), events)).toEqual(program);
        expect(new Set(events.map((event) => event.revision)).size).toBe(program.revision);
      }),
      { numRuns: 150, endOnFailure: true },
    );
    expect(changes).toBeGreaterThan(300);
  });

  it('is linearizable when its requests are concurrent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(validRequests(), { minLength: 2, maxLength: 12 }), async (requests) => {
        const world = await aWorld();
        const answers = await Promise.all(
          requests.map((request) => ask(world.handler, request.method, request)),
        );
        const program = await stored(world);
        const events = (await world.repository.history(SITE, 0, 1000))._unsafeUnwrap();
        expect(replay(untouchedDraft(SITE, INSTALLED_ON), events)).toEqual(program);
        expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(
          program.revision,
        );
        expect(answers.filter(({ status }) => ![200, 400, 428].includes(status))).toEqual([]);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});
