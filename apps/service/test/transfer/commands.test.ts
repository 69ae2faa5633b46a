import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { siteLine } from '../../src/transfer/format/serialize.js';
import { askFor } from '../support/api.js';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { startServiceWithKey } from '@loyalty-programs/testing/service-process';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { runCommand } from '../support/command.js';
import { aSite, anUntouchedSite, fileOf, fileOfSites } from './support/site-lines.js';
import { postgresAvailable, temporaryDatabaseUrl } from './support/stores.js';

afterAll(cleanUp);

const FILE = fileOfSites(aSite('a'), anUntouchedSite('b'), aSite('c'));

const fileWith = (text: string): string => {
  const file = join(temporaryFolder(), 'backup.ndjson');
  writeFileSync(file, text);
  return file;
};

describe.concurrent('Files and streams', () => {
  it('carry the sites, and nothing else is written to the standard output', async () => {
    const from = { DATA_DIR: temporaryFolder() };
    expect(await runCommand(['import', fileWith(FILE)], from)).toEqual({
      code: 0,
      stdout: '',
      stderr: 'sites imported: 3, there already: 0; lines refused: 0\n',
    });
    const folder = temporaryFolder();
    const file = join(folder, 'backup.ndjson');
    expect(await runCommand(['export', file], from)).toEqual({
      code: 0,
      stdout: '',
      stderr: 'sites exported: 3\n',
    });
    expect(readFileSync(file, 'utf8')).toBe(FILE);
    expect(readdirSync(folder)).toEqual(['backup.ndjson']);

    const { stdout } = await runCommand(['export', '-'], from);
    expect(stdout).toBe(FILE);
    const to = { DATA_DIR: temporaryFolder() };
    expect(await runCommand(['import', '-'], to, stdout)).toMatchObject({ code: 0 });
    expect(await runCommand(['export', '-'], to)).toMatchObject({ code: 0, stdout: FILE });
  });

  it('with refused lines end with code 1 and name the lines', async () => {
    const DATA_DIR = temporaryFolder();
    const bad = Array.from({ length: 22 }, () => 'no JSON');
    const { code, stderr } = await runCommand(
      ['import', '-'],
      { DATA_DIR },
      fileOf(siteLine(aSite('a')), ...bad),
    );
    expect(code).toBe(1);
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(22);
    expect(lines[0]).toBe('line 3: the line is not well-formed JSON');
    expect(lines.slice(-2)).toEqual(['and 2 more', 'sites imported: 1, there already: 0; lines refused: 22']);
  });

  it('that cannot be read or written are reported in one line', async () => {
    const DATA_DIR = temporaryFolder();
    await runCommand(['migrate'], { DATA_DIR });
    const missing = join(DATA_DIR, 'missing', 'file');
    const line = (what: string) =>
      new RegExp(`^loyalty-programs: can't ${what} [^\\n]+ENOENT[^\\n]+\\n$`, 'u');
    const imported = await runCommand(['import', missing], { DATA_DIR });
    expect([imported.code, imported.stderr]).toEqual([1, expect.stringMatching(line('import'))]);
    const exported = await runCommand(['export', missing], { DATA_DIR });
    expect([exported.code, exported.stderr]).toEqual([1, expect.stringMatching(line('export to'))]);
  });

  it('are refused as an export while there are no programs', async () => {
    const folder = temporaryFolder();
    const { code, stderr } = await runCommand(['export', join(folder, 'backup')], {
      DATA_DIR: join(folder, 'data'),
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^loyalty-programs: DATA_DIR: [^\n]+\n$/u);
    expect(readdirSync(folder)).toEqual([]);
  });
});

const NAME = { loyaltyProgram: { name: 'Pirate Club' } };

/** Many processes start one after the other. */
const TIMEOUT = 120_000;

describe.concurrent('Beside a running service', { timeout: TIMEOUT }, () => {
  it('an export contains what was acknowledged, and an import is refused', async () => {
    const DATA_DIR = temporaryFolder();
    await runCommand(['import', fileWith(FILE)], { DATA_DIR });
    const service = await startServiceWithKey({ DATA_DIR });
    await askFor(service.origin, 'PATCH', '/program', { site: 'b', json: NAME });
    const { code, stdout } = await runCommand(['export', '-'], { DATA_DIR });
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[1]).toBe(siteLine(aSite('a')));
    expect(lines[2]).toContain('"Pirate Club"');

    for (const words of [['import', fileWith(FILE)], ['migrate']]) {
      expect(await runCommand(words, { DATA_DIR })).toEqual({
        code: 1,
        stdout: '',
        stderr: `loyalty-programs: DATA_DIR ${DATA_DIR} is in use by another instance\n`,
      });
    }

    service.child.kill('SIGKILL');
    await service.ended;
    expect(existsSync(join(DATA_DIR, 'loyalty-programs.db-wal'))).toBe(true);
    expect(await runCommand(['export', '-'], { DATA_DIR })).toMatchObject({ code: 0, stdout });
    const to = { DATA_DIR: temporaryFolder() };
    expect(await runCommand(['import', '-'], to, stdout)).toMatchObject({ code: 0 });
    expect(await runCommand(['export', '-'], to)).toMatchObject({ stdout });
  });

  it.skipIf(!postgresAvailable)('on PostgreSQL both work', async () => {
    const settings = { DATABASE_URL: await temporaryDatabaseUrl(), DATA_DIR: temporaryFolder() };
    const service = await startServiceWithKey(settings);
    expect(await runCommand(['import', '-'], settings, FILE)).toMatchObject({ code: 0 });
    await askFor(service.origin, 'PATCH', '/program', { site: 'b', json: NAME });
    const { stdout } = await runCommand(['export', '-'], settings);
    expect(stdout.split('\n')[2]).toContain('"Pirate Club"');
    const again = await runCommand(['import', '-'], settings, FILE);
    expect(again).toMatchObject({
      code: 1,
      stderr: `line 3: the site b is there already, with other content\nsites imported: 0, there already: 2; lines refused: 1\n`,
    });
  });
});
