import type { Result } from 'neverthrow';
import type { BadSetting } from './bad-setting.js';
import { type Environment, valueOf } from './environment.js';
import { type PostgresSettings, readPostgresSettings } from './postgres-settings.js';

/** Where the programs are; all that a command on the data needs to know. */
export interface StoreSettings {
  /** `DATA_DIR`, `./data` by default: for the admin key, and for the programs where no database is named. */
  readonly dataDir: string;
  /** The server that the programs are on. Absent: they are in a file in the data folder. */
  readonly postgres: PostgresSettings | undefined;
}

/** Reads where the programs are. */
export const readStoreSettings = (environment: Environment): Result<StoreSettings, BadSetting> =>
  readPostgresSettings(environment).map((postgres) => ({
    dataDir: valueOf(environment, 'DATA_DIR') ?? './data',
    postgres,
  }));
