import { type Result, err, ok } from 'neverthrow';
import { type BadSetting, type Configuration, badSetting } from '../configuration.js';

/** Where the programs are; all that a command on the data needs to know. */
export type StoreSettings = Pick<Configuration, 'databaseUrl' | 'dataDir'>;

type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable counts as an absent one. */
const valueOf = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
};

/** Reads from the environment of the service where it keeps its programs. */
export const readStoreSettings = (environment: Environment): Result<StoreSettings, BadSetting> => {
  const databaseUrl = valueOf(environment, 'DATABASE_URL');
  const dataDir = valueOf(environment, 'DATA_DIR') ?? './data';
  return databaseUrl === undefined ||
    (/^postgres(?:ql)?:\/\//u.test(databaseUrl) && URL.canParse(databaseUrl))
    ? ok({ databaseUrl, dataDir })
    : err(badSetting('DATABASE_URL must be like postgres://user:password@host:5432/database'));
};
