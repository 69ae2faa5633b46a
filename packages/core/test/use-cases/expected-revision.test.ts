import { aContext, actors } from '@loyalty-programs/contract-tests';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeOptions } from '@loyalty-programs/core';
import { aHost } from '../support/ports.js';
import { theError, unexpected } from '../support/outcomes.js';

describe('an expected revision', () => {
  test('allows a change only at that revision', async () => {
    const { programs, install } = aHost();
    const siteId = await install();
    const first = await programs.update(siteId, { name: 'Star Club' }, { expectedRevision: 0 });
    expect(first._unsafeUnwrap().revision).toBe(1);
    for (const expectedRevision of [0, 2, -1, Number.NaN]) {
      const stale = await programs.update(siteId, { name: 'Moon Club' }, { expectedRevision });
      expect(stale.match(unexpected, theError)).toEqual({
        type: 'RevisionConflict',
        siteId,
        expectedRevision,
        actualRevision: 1,
      });
    }
    expect((await programs.get(siteId))._unsafeUnwrap()).toMatchObject({ revision: 1, name: 'Star Club' });
  });

  test.each(['update', 'activate', 'pause', 'enablePointsExpiration', 'disablePointsExpiration'] as const)(
    'is ignored by %s if nothing changes',
    async (operation) => {
      const { programs, install } = aHost();
      const siteId = await install();
      const change = (options: ChangeOptions = {}) =>
        operation === 'update'
          ? programs.update(siteId, { name: 'Star Club' }, options)
          : programs[operation](siteId, options);
      (await programs.update(siteId, { name: 'Star Club' }))._unsafeUnwrap();
      (await programs.activate(siteId))._unsafeUnwrap();
      const before = (await change())._unsafeUnwrap();
      expect((await change({ expectedRevision: 99 }))._unsafeUnwrap()).toEqual(before);
      expect((await programs.get(siteId))._unsafeUnwrap()).toEqual(before);
    },
  );

  test('is checked before the rules', async () => {
    const { programs, install } = aHost();
    const siteId = await install();
    const stale = await programs.pause(siteId, { expectedRevision: 3 });
    expect(stale.match(unexpected, theError).type).toBe('RevisionConflict');
  });
});

test('an actor is recorded in the history', async () => {
  const { programs, install, clock } = aHost();
  clock.set(aContext().now);
  await fc.assert(
    fc.asyncProperty(fc.option(actors(), { nil: undefined }), async (actor) => {
      const siteId = await install();
      (
        await programs.update(siteId, { name: 'Star Club' }, actor === undefined ? {} : { actor })
      )._unsafeUnwrap();
      const events = (await programs.history(siteId))._unsafeUnwrap();
      expect(events).toMatchObject([{ actor: actor ?? null, time: aContext().now }]);
    }),
    { numRuns: 30 },
  );
});
