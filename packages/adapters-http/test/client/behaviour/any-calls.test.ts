import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { anInstallation, anyTexts, patchCases, rawPatchOf } from '@loyalty-programs/contract-tests';
import {
  actorOf,
  type ChangeOptions,
  createLoyalty,
  type LoyaltyPrograms,
  type RemoteError,
  type SiteId,
  siteIdOf,
} from '@loyalty-programs/core';
import { isRecord } from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';
import type { Result } from 'neverthrow';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type World, anEmptyWorld } from '../../support/world.js';
import { type Remote, aRemote } from '../support/remote.js';

/** A call with all that is random about it. */
type AnyCall = (
  programs: LoyaltyPrograms<RemoteError>,
  siteId: SiteId,
) => PromiseLike<Result<unknown, object>>;

/** Here the caller names the actor as whom the service knows its key there. */
const actor = actorOf('a service');

const guards = (): Arbitrary<ChangeOptions> =>
  fc.record(
    { actor: fc.constant(actor), expectedRevision: fc.oneof(fc.nat(5), fc.double()) },
    { requiredKeys: ['actor'] },
  );

/** Values that JSON does not know, or of which it makes something else. */
const noJson = fc.constantFrom<unknown>(
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  1n,
  Symbol('s'),
  new Date(0),
  new Map(),
  () => 'Star Club',
  'x'.repeat(70_000),
  ` \u0000${'y'.repeat(6000)}`,
  '\ud800',
);

const oddIcon = fc.record({ url: noJson, id: noJson, altText: noJson, filename: noJson, width: noJson });

const odd: Arbitrary<unknown> = fc.record(
  {
    name: fc.oneof(noJson, anyTexts()),
    pointDefinition: fc.oneof(
      noJson,
      fc.record(
        { customName: noJson, icon: fc.oneof(noJson, oddIcon), customNameForms: noJson },
        { requiredKeys: [] },
      ),
    ),
    pointsExpiration: fc.oneof(
      noJson,
      fc.record({ monthsOfInactivity: noJson, expiringPointsPercentage: noJson }, { requiredKeys: [] }),
    ),
    unknown: noJson,
  },
  { requiredKeys: [] },
);

const anyCall: Arbitrary<AnyCall> = fc.oneof(
  fc.tuple(fc.oneof(patchCases().map(rawPatchOf), odd, fc.anything()), guards()).map(
    ([unvalidated, options]): AnyCall =>
      async (programs, siteId) =>
        programs.update(siteId, { unvalidated }, options),
  ),
  fc
    .tuple(
      fc.constantFrom('activate', 'pause', 'enablePointsExpiration', 'disablePointsExpiration'),
      guards(),
    )
    .map(
      ([operation, options]): AnyCall =>
        async (programs, siteId) =>
          programs[operation](siteId, options),
    ),
  fc
    .record({ afterRevision: fc.oneof(fc.integer(), fc.double()), limit: fc.integer() }, { requiredKeys: [] })
    .map(
      (range): AnyCall =>
        async (programs, siteId) =>
          programs.history(siteId, range),
    ),
  fc.constantFrom('get', 'premiumFeatures', 'readiness', 'operations', 'history', 'erase').map(
    (operation): AnyCall =>
      async (programs, siteId) =>
        programs[operation](siteId),
  ),
);

/** A service records the requests that cause changes; local use cases have none. */
const withoutRequests = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map((each: unknown) => (isRecord(each) ? { ...each, causedBy: null } : each))
    : value;

const outcomeOf = async (
  call: AnyCall,
  programs: LoyaltyPrograms<RemoteError>,
  siteId: SiteId,
): Promise<unknown> =>
  (await call(programs, siteId)).match(
    (value) => ({ value: withoutRequests(value) }),
    (error) => ({ error: { ...error, cause: undefined } }),
  );

let world: World;
let remote: Remote;
beforeAll(async () => {
  world = anEmptyWorld();
  remote = await aRemote();
});
afterAll(() => remote.stop());

it('The client answers any sequence of calls as the local use cases do', async () => {
  const { programs: here } = createLoyalty({ ...world, installations: world.registry });
  const there = createLoyaltyProgramsClient(remote.options);
  let sites = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyCall, { maxLength: 8 }), async (calls) => {
      const siteId = siteIdOf(`site-${(sites += 1)}`);
      (await world.registry.register(siteId, anInstallation()))._unsafeUnwrap();
      await remote.install(siteId);
      for (const call of calls) {
        for (const { clock } of [world, remote.world]) clock.advance(1000);
        expect(await outcomeOf(call, there, siteId)).toEqual(await outcomeOf(call, here, siteId));
      }
    }),
    { numRuns: 150 },
  );
});
