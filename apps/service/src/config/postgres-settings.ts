import { type Result, err, ok } from 'neverthrow';
import { type BadSetting, badSetting } from './bad-setting.js';
import { type Environment, valueOf } from './environment.js';

/** The PostgreSQL server of a service. */
export interface PostgresSettings {
  /** `DATABASE_URL` */
  readonly url: string;
  /** `DATABASE_SCHEMA`: the schema of the tables. Absent: the first one of the search path. */
  readonly schema: string | undefined;
}

/** What PostgreSQL keeps of a name; it would cut the rest off. */
const MAX_NAME_BYTES = 63;

const schemaOf = (name: string | undefined): Result<string | undefined, BadSetting> =>
  name === undefined || Buffer.byteLength(name) <= MAX_NAME_BYTES
    ? ok(name)
    : err(badSetting(`DATABASE_SCHEMA must be a name of at most ${MAX_NAME_BYTES} bytes`));

const isPostgresUrl = (text: string): boolean => /^postgres(?:ql)?:\/\//u.test(text) && URL.canParse(text);

/** Reads the settings of the server; `undefined` where no `DATABASE_URL` names one. */
export const readPostgresSettings = (
  environment: Environment,
): Result<PostgresSettings | undefined, BadSetting> => {
  const url = valueOf(environment, 'DATABASE_URL');
  if (url === undefined) return ok(undefined);
  if (!isPostgresUrl(url)) {
    return err(badSetting('DATABASE_URL must be like postgres://user:password@host:5432/database'));
  }
  return schemaOf(valueOf(environment, 'DATABASE_SCHEMA')).map((schema) => ({ url, schema }));
};
