import { isRecord } from '@loyalty-programs/core/adapter-kit';

/** An identifier as SQL text: no name is mistaken for anything else. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Unnamed, so that it works behind every pooler. */
export const SEARCH_PATH = `SELECT current_setting('search_path') AS search_path,
  current_setting('server_encoding') AS encoding,
  current_schema()::text AS effective, current_user::text AS user_name`;

/** `"$user", Tenant_A` → `$user`, `tenant_a`: unquoted names are lower case to the server. */
const namesIn = (searchPath: string): readonly string[] =>
  [...searchPath.matchAll(/"((?:[^"]|"")*)"|[^\s,"]+/gu)].map(
    ([text, quoted]) => quoted?.replaceAll('""', '"') ?? text.toLowerCase(),
  );

/**
 * The first schema of the search path, from the row of `SEARCH_PATH`. The server itself skips schemas that are not
 * there; then the tables of a tenant without a schema would be those of `public`. So only the `$user` of the
 * default may be missing. Throws where there is no such schema.
 */
export const firstSchemaOf = (row: unknown): string => {
  if (!isRecord(row)) throw new Error('the server does not report its search path');
  const { search_path: searchPath, effective, user_name: user } = row;
  const [first, ...rest] = namesIn(String(searchPath));
  const chosen = first === '$user' && effective !== user ? rest[0] : first === '$user' ? user : first;
  if (typeof chosen !== 'string') throw new Error('the search path names no schema');
  if (chosen !== effective) {
    throw new Error(
      `the schema ${quoteIdentifier(chosen)} of the search path is missing, or its use is not granted`,
    );
  }
  return chosen;
};
