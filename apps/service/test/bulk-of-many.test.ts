import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { INSTALLATION_COLUMNS, PROGRAM_COLUMNS } from '@loyalty-programs/adapters-sql/rows';
import {
  configure,
  migrate,
  SqliteInstallations,
  SqliteLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/sqlite';
import { aContext, aDraftProgram, anInstallation } from '@loyalty-programs/contract-tests';
import { siteIdOf } from '@loyalty-programs/core';
import { update } from '@loyalty-programs/core/adapter-kit';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { ADMIN_KEY, startServiceWithKey } from '@loyalty-programs/testing/service-process';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { megabytesOf } from './support/memory.js';

afterAll(cleanUp);

const SITES = 100_001;
const FIRST = siteIdOf('first');

/** A data folder with so many programs that are alike. */
const aLargeStore = async (): Promise<string> => {
  const folder = temporaryFolder();
  const database = new DatabaseSync(join(folder, 'loyalty-programs.db'));
  configure(database);
  migrate(database)._unsafeUnwrap();
  (await new SqliteInstallations(database).register(FIRST, anInstallation()))._unsafeUnwrap();
  const change = update(
    aDraftProgram({ siteId: FIRST }),
    { name: 'Harbour Club' },
    aContext(),
  )._unsafeUnwrap();
  (await new SqliteLoyaltyProgramRepository(database).save(change))._unsafeUnwrap();
  for (const [table, columns] of [
    ['loyalty_installations', INSTALLATION_COLUMNS],
    ['loyalty_programs', [...PROGRAM_COLUMNS, 'last_sequence']],
  ] as const) {
    const others = columns.filter((column) => column !== 'site_id').join(', ');
    database.exec(`WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ${SITES})
INSERT INTO ${table} (site_id, ${others}) SELECT printf('site-%06d', i), ${others} FROM ${table}, n`);
  }
  database.close();
  return folder;
};

describe('A bulk get over all sites', () => {
  it('is streamed: in bounded memory, and with others served meanwhile', async () => {
    const service = await startServiceWithKey({ DATA_DIR: await aLargeStore() });
    const before = megabytesOf(service.child.pid);
    const bulk = { isOver: false };
    let most = before;
    const delays: number[] = [];
    const probing = (async () => {
      while (!bulk.isOver) {
        const start = performance.now();
        await (await fetch(`${service.origin}/health/live`)).text();
        delays.push(performance.now() - start);
        most = Math.max(most, megabytesOf(service.child.pid));
        await sleep(20);
      }
    })();
    // In a process of its own, so that this one has time to look.
    const file = join(temporaryFolder(), 'programs.json');
    const url = `${service.origin}/loyalty-programs/v1/bulk/programs`;
    await promisify(execFile)('curl', ['-sS', '-H', `Authorization: ${ADMIN_KEY}`, '-o', file, url]);
    bulk.isOver = true;
    await probing;
    const programs = readFileSync(file, 'latin1').split('"metaSiteId"').length - 1;
    expect(programs).toBe(SITES);
    expect(most - before).toBeLessThan(250);
    // Not one answer between the parts would make this one delay of seconds.
    expect(delays.length).toBeGreaterThan(5);
    expect(Math.max(...delays)).toBeLessThan(2000);
  }, 120_000);
});
