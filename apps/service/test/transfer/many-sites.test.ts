import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { eventually } from '@loyalty-programs/testing/service-process';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { runCommand, startCommand } from '../support/command.js';
import { largeFile } from './support/large-file.js';
import { postgresAvailable, temporaryDatabaseUrl } from './support/stores.js';

afterAll(cleanUp);

const SITES = 100_000;
const TIMEOUT = 300_000;

/** Far less memory than the sites would take. */
const NODE_OPTIONS = '--max-old-space-size=64';

const IMPORTED = {
  code: 0,
  stderr: `sites imported: ${SITES}, there already: 0; lines refused: 0\n`,
};
const EXPORTED = { code: 0, stderr: `sites exported: ${SITES}\n` };

const isSame = (a: string, b: string): boolean => {
  execFileSync('cmp', [a, b]);
  return true;
};

describe('A hundred thousand sites', () => {
  const folder = temporaryFolder();
  const file = largeFile(SITES);
  const sqlite = { DATA_DIR: join(folder, 'data'), NODE_OPTIONS };

  it(
    'go into SQLite and out again in little memory, and an export that is killed is no backup',
    async () => {
      expect(statSync(file).size).toBeGreaterThan(80_000_000);
      expect(await runCommand(['import', file], sqlite)).toMatchObject(IMPORTED);

      const backup = join(folder, 'backup');
      writeFileSync(backup, 'the last backup');
      const { child, ended } = startCommand(['export', backup], sqlite);
      const part = () => statSync(`${backup}.part`, { throwIfNoEntry: false })?.size ?? 0;
      await eventually(() => (part() > 0 ? true : undefined), 'the export to begin');
      child.kill('SIGKILL');
      expect((await ended).code).toBeNull();
      expect(readFileSync(backup, 'utf8')).toBe('the last backup');

      expect(await runCommand(['export', backup], sqlite)).toMatchObject(EXPORTED);
      expect(isSame(backup, file)).toBe(true);
    },
    TIMEOUT,
  );

  it.skipIf(!postgresAvailable)(
    'go into PostgreSQL and out again in little memory',
    async () => {
      const postgres = { DATABASE_URL: await temporaryDatabaseUrl(), NODE_OPTIONS };
      expect(await runCommand(['import', file], postgres)).toMatchObject(IMPORTED);
      const exported = join(folder, 'from-postgres');
      expect(await runCommand(['export', exported], postgres)).toMatchObject(EXPORTED);
      expect(isSame(exported, file)).toBe(true);
    },
    TIMEOUT,
  );
});
