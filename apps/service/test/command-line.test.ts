import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { afterAll, describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { runCommand as commandLine } from '../src/cli/command-line.js';
import { runCommand } from './support/command.js';
import { postgresAvailable, temporaryDatabaseUrl } from './transfer/support/stores.js';

afterAll(cleanUp);

const COMMANDS = ['start', 'migrate', 'export', 'import', 'doctor'];

describe.concurrent('The command line', () => {
  it.each<[words: readonly string[], message: string]>([
    [['eksport', 'file'], "unknown command 'eksport'"],
    [['export'], "missing required argument 'file'"],
    [['import'], "missing required argument 'file'"],
    [['import', 'a', 'b'], "too many arguments for 'import'"],
    [['migrate', 'now'], "too many arguments for 'migrate'"],
    [['start', 'now'], "too many arguments for 'start'"],
    [['--port', '80'], "unknown option '--port'"],
    [['start', '--dry'], "unknown option '--dry'"],
    [['migrate', '--force'], "unknown option '--force'"],
    [['export', '--dry', 'file'], "unknown option '--dry'"],
    [['import', 'file', '--dry'], "unknown option '--dry'"],
  ])('refuses %j', async (words, message) => {
    const refused = (await commandLine(words)).match(
      () => undefined,
      (failure) => failure.message,
    );
    expect(refused).toContain(message);
  });

  it('refuses with exit code 1 and one line that suggests what was meant', async () => {
    const { code, stdout, stderr } = await runCommand(['eksport'], {});
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe("loyalty-programs: unknown command 'eksport' (Did you mean export?)\n");
  });

  it.each([
    [['--help'], 'loyalty-programs [options] [command]'],
    [['help'], 'loyalty-programs [options] [command]'],
    [['-h'], 'loyalty-programs [options] [command]'],
    [['help', 'export'], 'loyalty-programs export [options] <file>'],
    [['start', '--help'], 'loyalty-programs start [options]'],
    [['migrate', '--help'], 'loyalty-programs migrate [options]'],
    [['export', '--help'], 'loyalty-programs export [options] <file>'],
    [['import', '-h'], 'loyalty-programs import [options] <file>'],
    [['doctor', '--help'], 'loyalty-programs doctor [options]'],
  ])('prints help for %j, and does nothing else', async (words, usage) => {
    const DATA_DIR = join(temporaryFolder(), 'data');
    const { code, stdout, stderr } = await runCommand(words, { DATA_DIR });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')[0]).toBe(`Usage: ${usage}`);
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  it('lists its commands', async () => {
    const { stdout } = await runCommand(['--help'], {});
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'mu'));
  });

  it.each(['--version', '-V'])('prints the version of the package for %s', async (flag) => {
    expect(await runCommand([flag], {})).toEqual({
      code: 0,
      stdout: `${packageJson.version}\n`,
      stderr: '',
    });
  });

  it('takes a file whose name looks like an option after --', async () => {
    const DATA_DIR = join(temporaryFolder(), 'data');
    const { code, stderr } = await runCommand(['import', '--', '--help'], { DATA_DIR });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^loyalty-programs: can't import --help: ENOENT[^\n]+\n$/u);
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  it('makes the tables, and says which version they are of', async () => {
    const DATA_DIR = join(temporaryFolder(), 'data');
    const first = await runCommand(['migrate'], { DATA_DIR });
    expect(first).toMatchObject({
      code: 0,
      stderr: 'the tables are of version 1 now, and were of version 0\n',
    });
    const again = await runCommand(['migrate'], { DATA_DIR });
    expect(again).toMatchObject({ code: 0, stderr: 'the tables are of version 1 already\n' });
    const asJson = await runCommand(['migrate', '--json'], { DATA_DIR });
    expect(asJson).toEqual({ code: 0, stdout: '{"from":1,"to":1}\n', stderr: '' });
  });

  it('says which tables it would make, and makes none', async () => {
    const folder = temporaryFolder();
    const DATA_DIR = join(folder, 'data');
    const planned = await runCommand(['migrate', '--dry-run'], { DATA_DIR });
    expect(planned).toMatchObject({
      code: 0,
      stderr: 'the tables would be brought from version 0 to version 1; nothing was changed\n',
    });
    expect(readdirSync(folder)).toEqual([]);
    await runCommand(['migrate'], { DATA_DIR });
    const done = await runCommand(['migrate', '--dry-run', '--json'], { DATA_DIR });
    expect(done).toEqual({ code: 0, stdout: '{"from":1,"to":1,"dryRun":true}\n', stderr: '' });
  });

  it.skipIf(!postgresAvailable)('says which tables it would make on PostgreSQL, and makes none', async () => {
    const DATABASE_URL = await temporaryDatabaseUrl();
    const dryRun = { code: 0, stdout: '{"from":0,"to":1,"dryRun":true}\n', stderr: '' };
    expect(await runCommand(['migrate', '--dry-run', '--json'], { DATABASE_URL })).toEqual(dryRun);
    expect(await runCommand(['migrate', '--dry-run', '--json'], { DATABASE_URL })).toEqual(dryRun);
    expect(await runCommand(['migrate'], { DATABASE_URL })).toMatchObject({ code: 0 });
    expect(await runCommand(['migrate', '--dry-run'], { DATABASE_URL })).toMatchObject({
      stderr: 'the tables are of version 1 already\n',
    });
  });

  it.each([
    [
      'import',
      'DATABASE_URL',
      'mysql://127.0.0.1/x',
      /^loyalty-programs: DATABASE_URL must be like [^\n]+\n$/u,
    ],
    [
      'export',
      'DATABASE_URL',
      'postgres://u:s3cret@127.0.0.1:1/x',
      /^loyalty-programs: DATABASE_URL can't be used: (?![^]*s3cret)[^\n]+\n$/u,
    ],
    ['import', 'DATA_DIR', '/dev/null/data', /^loyalty-programs: DATA_DIR[^\n]+\n$/u],
  ])('refuses an %s with %s=%s in one line', async (command, name, value, line) => {
    const { code, stdout, stderr } = await runCommand([command, '-'], { [name]: value });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(line);
  });
});
