import { type Result, err, ok } from 'neverthrow';
import { type BadSetting, badSetting } from './bad-setting.js';
import { type Environment, valueOf } from './environment.js';

/** Where the programs are; all that a command on the data needs to know. */
export interface StoreSettings {
  /** `DATA_DIR`, `./data` by default: for the admin key, and for the programs where no database is named. */
  readonly dataDir: string;
  /** `DATABASE_URL`: a PostgreSQL server to keep the programs on. Absent: they are in a file in the data folder. */
  readonly databaseUrl: string | undefined;
}

/** Reads where the programs are. */
export const readStoreSettings = (environment: Environment): Result<StoreSettings, BadSetting> => {
  const dataDir = valueOf(environment, 'DATA_DIR') ?? './data';
  const databaseUrl = valueOf(environment, 'DATABASE_URL');
  return databaseUrl === undefined ||
    (/^postgres(?:ql)?:\/\//u.test(databaseUrl) && URL.canParse(databaseUrl))
    ? ok({ dataDir, databaseUrl })
    : err(badSetting('DATABASE_URL must be like postgres://user:password@host:5432/database'));
};
