import type { ProgramEvent } from '@loyalty-programs/core';
import { DEFAULT_HISTORY_LIMIT } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, test } from 'vitest';
import { named } from '../support/violations.js';
import { SITE, aHost, programsOn } from '../support/ports.js';
import { theError, unexpected } from '../support/outcomes.js';

describe('the history of a site', () => {
  test('is paged to its end, all events of a revision together', async () => {
    const { programs, install } = aHost();
    const siteId = await install();
    for (let at = 1; at <= 12; at += 1) {
      const pointsExpiration = { monthsOfInactivity: at === 3 ? 12 : at };
      (await programs.update(siteId, { name: `Name ${at}`, pointsExpiration }))._unsafeUnwrap();
    }
    const pages: (readonly ProgramEvent[])[] = [];
    for (let page = (await programs.history(siteId, { limit: 5 }))._unsafeUnwrap(); page.length > 0;) {
      pages.push(page);
      const afterRevision = page.at(-1)?.revision ?? 0;
      page = (await programs.history(siteId, { afterRevision, limit: 5 }))._unsafeUnwrap();
    }
    expect(pages.map((page) => [...new Set(page.map(({ revision }) => revision))])).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
      [11, 12],
    ]);
    expect(pages.flat()).toHaveLength(24);
    expect(pages.flat()).toEqual((await programs.history(siteId))._unsafeUnwrap());
  });

  test('is empty for an untouched draft', async () => {
    const { programs, install } = aHost();
    expect((await programs.history(await install()))._unsafeUnwrap()).toEqual([]);
    expect(DEFAULT_HISTORY_LIMIT).toBe(100);
  });

  test.each([
    [{ afterRevision: -1 }, ['afterRevision MIN']],
    [{ afterRevision: 0.5 }, ['afterRevision TYPE']],
    [{ afterRevision: Number.MAX_VALUE }, ['afterRevision MAX']],
    [{ limit: 0 }, ['limit MIN']],
    [{ limit: 1001 }, ['limit MAX']],
    [{ limit: Number.NaN }, ['limit TYPE']],
    [{ afterRevision: -1, limit: 0 }, ['afterRevision MIN', 'limit MIN']],
  ])('is not read with %j', async (options, violations) => {
    const error = (await programsOn().history(SITE, options)).match(unexpected, theError);
    expect(error.type === 'InvalidInput' && named(error.violations)).toEqual(violations);
  });

  test('can be read a thousand revisions at a time', async () => {
    const options = { limit: 1000, afterRevision: Number.MAX_SAFE_INTEGER };
    expect((await programsOn().history(SITE, options))._unsafeUnwrap()).toEqual([]);
  });
});
