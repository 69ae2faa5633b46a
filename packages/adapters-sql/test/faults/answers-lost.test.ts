import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/postgres';
import { createLoyalty } from '@loyalty-programs/core';
import { Pool } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { afterwards, cleanUp } from '@loyalty-programs/testing/cleanup';
import { newTarget, opened } from '@loyalty-programs/testing/stores/targets';
import { ACCESS_MODES } from '../support/access-modes.js';
import { installedSites } from '@loyalty-programs/testing/faults/installed-sites';
import { openProxy } from '@loyalty-programs/testing/net/proxy';

afterEach(cleanUp);

describe.skipIf(!postgresAvailable)('Changes whose answers are lost', () => {
  it.each(ACCESS_MODES)('are stored once, and their outcome is unknown: $mode', async ({ through }) => {
    const target = await newTarget('postgres');
    const direct = opened(target);
    const siteIds = await installedSites(direct.installations, 'site', 3);
    const proxy = await openProxy(target.address);
    afterwards(proxy.close);
    const pool = new Pool({ connectionString: proxy.url, max: 3 });
    pool.on('error', () => undefined);
    afterwards(() => pool.end());
    const { programs } = createLoyalty({
      repository: through(new PostgresLoyaltyProgramRepository(pool)),
      installationCheck: new PostgresInstallations(pool),
    });

    proxy.loseAnswersTo('loyalty-programs/save');
    const updated = await Promise.all(
      siteIds.map((siteId) => programs.update(siteId, { name: 'Reef Club' })),
    );
    const errors = updated.flatMap((each) => (each.isErr() ? [each.error.type] : []));
    expect(errors).toEqual(siteIds.map(() => 'OutcomeUnknown'));

    proxy.loseNothing();
    for (const siteId of siteIds) {
      const { name, revision } = (await programs.get(siteId))._unsafeUnwrap();
      expect([name, revision]).toEqual(['Reef Club', 1]);
      // Asked for again, with the revision that the caller knew, it is there already.
      const again = await programs.update(siteId, { name: 'Reef Club' }, { expectedRevision: 0 });
      expect(again._unsafeUnwrap().revision).toBe(1);
      expect((await direct.repository.history(siteId, 0, 10))._unsafeUnwrap()).toHaveLength(1);
    }
  });
});
