import { mkdir, statfs } from 'node:fs/promises';
import { type Result, ok } from 'neverthrow';
import { readKeysFile } from '../auth/keys-file.js';
import { readConfiguration } from '../config/configuration.js';
import { readStoreSettings } from '../config/store-settings.js';
import { type ConfigError, reasonOf } from '../errors.js';
import { plannedMigrationOf } from '../transfer/stores/open-site-store.js';
import type { Outcome, ReportOptions } from './command.js';
import { type Finding, fine, problem, tableFinding, tableProblem, warning } from './finding.js';

const SETTINGS_PAGE = 'docs/settings.md lists the settings and what they take';

const checkSettings = async (): Promise<readonly Finding[]> => {
  const configuration = readConfiguration(process.env);
  const keysFile = configuration.map((settings) => settings.keysFile).unwrapOr(undefined);
  const keys: Result<unknown, ConfigError> =
    keysFile === undefined ? ok(undefined) : await readKeysFile(keysFile);
  return [
    configuration.match(
      () => fine('settings', 'all can be used'),
      ({ message }) => problem('settings', message, SETTINGS_PAGE),
    ),
    ...(keysFile === undefined
      ? []
      : [
          keys.match(
            () => fine('keys', `${keysFile} can be used`),
            ({ message }) => problem('keys', message, 'correct the file; docs/settings.md describes it'),
          ),
        ]),
  ];
};

/** How many bytes a disk should have left: a change needs little, its log and a vacuum need more. */
const LITTLE_SPACE = 256 * 1024 * 1024;

const NO_SPACE = 1024 * 1024;

const checkDisk = async (dataDir: string): Promise<Finding> => {
  try {
    await mkdir(dataDir, { recursive: true });
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    const detail = `${Math.floor(free / 1024 / 1024)} MiB free in DATA_DIR ${dataDir}`;
    if (free < NO_SPACE) return problem('disk', detail, 'free some space: changes are refused');
    return free < LITTLE_SPACE ? warning('disk', detail, 'free some space soon') : fine('disk', detail);
  } catch (error) {
    return problem('disk', `DATA_DIR can't be used: ${reasonOf(error)}`, 'set DATA_DIR to a writable folder');
  }
};

const findings = async (): Promise<readonly Finding[]> => {
  const settings = await checkSettings();
  const store = readStoreSettings(process.env);
  if (store.isErr()) return settings;
  const { postgres, dataDir } = store.value;
  if (postgres !== undefined) {
    const { checkPostgres } = await import('./doctor-postgres.js');
    return [...settings, ...(await checkPostgres(postgres))];
  }
  const planned = await plannedMigrationOf(store.value);
  return [...settings, await checkDisk(dataDir), planned.match(tableFinding, tableProblem)];
};

const SIGNS = { ok: 'ok     ', warning: 'warning', problem: 'problem' } as const;

const lineOf = ({ check, status, detail, advice }: Finding): string =>
  `${SIGNS[status]}  ${check}: ${detail}${advice === undefined ? '' : `\n         → ${advice}`}`;

/** `loyalty-programs doctor`: checks what the service needs, changing no data. Fails where there is a problem. */
export const diagnose = async ({ json = false }: ReportOptions): Promise<Outcome> => {
  const checks = await findings();
  const isHealthy = checks.every(({ status }) => status !== 'problem');
  return ok({
    output: json ? JSON.stringify({ ok: isHealthy, checks }) : checks.map(lineOf).join('\n'),
    isPartial: !isHealthy,
  });
};
