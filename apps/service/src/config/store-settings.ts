import { err, ok, type Result } from 'neverthrow';
import { type ConfigError, configError } from '../errors.js';

/** The variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable, without blanks around it. An empty variable counts as an absent one. */
export const valueOf = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
};

/** The PostgreSQL server of a service. */
export interface PostgresSettings {
  /** `DATABASE_URL`, as one URL for each host that it names. */
  readonly urls: readonly string[];
  /** Whether a host must be writable to be used: where there are several, or `target_session_attrs` says so. */
  readonly needsWritableHost: boolean;
  /** `DATABASE_SCHEMA`: the schema of the tables. Absent: the first one of the search path. */
  readonly schema: string | undefined;
  /** `DATABASE_POOL_SIZE`, 10 by default: connections of one instance, 1–1000. */
  readonly poolSize: number;
  /** `PREPARED_STATEMENTS`, `on` by default; `off` behind a pooler that does not track them. */
  readonly preparedStatements: boolean;
  /** `DATABASE_SHARDED`, `off` by default; `on` where the tables are spread over several servers. */
  readonly isSharded: boolean;
}

/** The longest name in PostgreSQL, which truncates longer ones. */
const MAX_NAME_BYTES = 63;

const MAX_POOL_SIZE = 1000;

const schemaOf = (name: string | undefined): Result<string | undefined, ConfigError> =>
  name === undefined || Buffer.byteLength(name) <= MAX_NAME_BYTES
    ? ok(name)
    : err(configError(`DATABASE_SCHEMA must be a name of at most ${MAX_NAME_BYTES} bytes`));

const poolSizeOf = (text: string): Result<number, ConfigError> =>
  /^[1-9]\d{0,3}$/u.test(text) && Number(text) <= MAX_POOL_SIZE
    ? ok(Number(text))
    : err(configError(`DATABASE_POOL_SIZE must be a whole number from 1 to ${MAX_POOL_SIZE}, not "${text}"`));

const switchOf = (environment: Environment, name: string, byDefault: 'on' | 'off') => {
  const text = valueOf(environment, name) ?? byDefault;
  return text === 'on' || text === 'off'
    ? ok(text === 'on')
    : err(configError(`${name} must be on or off, not "${text}"`));
};

/** The scheme, who logs in, the hosts with their ports, and the rest. */
const POSTGRES_URL = /^(postgres(?:ql)?:\/\/)((?:[^/?#]*@)?)([^/?#@]*)(.*)$/su;

/** `postgres://u@a,b:2/db` → `postgres://u@a/db`, `postgres://u@b:2/db`. `pg` itself supports a single host. */
const urlsIn = (url: string): Result<readonly string[], ConfigError> => {
  const [, scheme = '', login = '', hosts = '', rest = ''] = POSTGRES_URL.exec(url) ?? [];
  const urls = hosts.split(',').map((host) => `${scheme}${login}${host}${rest}`);
  const isRight = scheme !== '' && urls.every((each) => URL.canParse(each));
  const areNamed = urls.length === 1 || hosts.split(',').every((host) => host !== '');
  return isRight && areNamed
    ? ok(urls)
    : err(configError('DATABASE_URL must be like postgres://user:password@host:5432/database'));
};

/** The values of `target_session_attrs` that suit a service that writes, and whether they require a check. */
const NEEDS_WRITABLE: Readonly<Record<string, boolean>> = { any: false, 'read-write': true, primary: true };

const needsWritable = (urls: readonly string[]): Result<boolean, ConfigError> => {
  const target = new URL(urls[0] ?? '').searchParams.get('target_session_attrs');
  if (target === null) return ok(urls.length > 1);
  const needs = Object.hasOwn(NEEDS_WRITABLE, target) ? NEEDS_WRITABLE[target] : undefined;
  return needs === undefined
    ? err(
        configError(
          'DATABASE_URL must have read-write, primary or any as its target_session_attrs: the service writes',
        ),
      )
    : ok(needs);
};

/** Reads the settings of the server; `undefined` where no `DATABASE_URL` names one. */
export const readPostgresSettings = (
  environment: Environment,
): Result<PostgresSettings | undefined, ConfigError> => {
  const url = valueOf(environment, 'DATABASE_URL');
  const schema = schemaOf(valueOf(environment, 'DATABASE_SCHEMA'));
  if (schema.isErr()) return err(schema.error);
  const poolSize = poolSizeOf(valueOf(environment, 'DATABASE_POOL_SIZE') ?? '10');
  if (poolSize.isErr()) return err(poolSize.error);
  const preparedStatements = switchOf(environment, 'PREPARED_STATEMENTS', 'on');
  if (preparedStatements.isErr()) return err(preparedStatements.error);
  const isSharded = switchOf(environment, 'DATABASE_SHARDED', 'off');
  if (isSharded.isErr()) return err(isSharded.error);
  if (url === undefined) return ok(undefined);
  const urls = urlsIn(url);
  if (urls.isErr()) return err(urls.error);
  return needsWritable(urls.value).map((needsWritableHost) => ({
    urls: urls.value,
    needsWritableHost,
    schema: schema.value,
    poolSize: poolSize.value,
    preparedStatements: preparedStatements.value,
    isSharded: isSharded.value,
  }));
};

/** Where the programs are stored: all that a command on the data needs. */
export interface StoreSettings {
  /** `DATA_DIR`, `./data` by default: for the admin key, and for the programs where no database is named. */
  readonly dataDir: string;
  /** The server that the programs are on. Absent: they are in a file in the data folder. */
  readonly postgres: PostgresSettings | undefined;
}

/** Reads where the programs are. */
export const readStoreSettings = (environment: Environment): Result<StoreSettings, ConfigError> =>
  readPostgresSettings(environment).map((postgres) => ({
    dataDir: valueOf(environment, 'DATA_DIR') ?? './data',
    postgres,
  }));
