import { readFile } from 'node:fs/promises';
import { isPermission, type Permission, PERMISSIONS } from '@loyalty-programs/adapters-http/server';
import { type AccountId, parseAccountId, parseActor, parseSiteId } from '@loyalty-programs/core';
import { isRecord, type Parsed } from '@loyalty-programs/core/adapter-kit';
import { err, ok, Result } from 'neverthrow';
import { type ConfigError, configError, reasonOf } from '../errors.js';
import { type Key, sha256Of } from './authenticate.js';

/** A value of a key, or in words what is wrong with it. */
type Read<T> = Result<T, string>;

const inWords = <T>(parsed: Parsed<T>): Read<T> =>
  parsed.mapErr(([{ field, description }]) => `${field} ${description}`);

/** What a shell makes of a variable that is not set; it would open the service to callers without any key. */
const SHA256_OF_NOTHING = sha256Of('');

const parseSha256 = (raw: unknown): Read<string> => {
  if (typeof raw !== 'string' || !/^[0-9a-f]{64}$/iu.test(raw)) {
    return err('sha256 must be the SHA-256 of the key, in 64 hexadecimal digits');
  }
  const sha256 = raw.toLowerCase();
  return sha256 === SHA256_OF_NOTHING ? err('sha256 is that of an empty key') : ok(sha256);
};

const permissionsOf = (raw: unknown): Read<ReadonlySet<Permission>> =>
  Array.isArray(raw) && raw.every(isPermission)
    ? ok(new Set(raw))
    : err(`permissions must be a list of ${PERMISSIONS.join(', ')}`);

const sitesOf = (raw: unknown): Read<Key['sites']> => {
  if (raw === 'all') return ok(raw);
  if (!Array.isArray(raw)) return err('sites must be "all" or a list of site ids');
  return Result.combine(raw.map((site: unknown) => inWords(parseSiteId(site, 'sites')))).map(
    (siteIds) => new Set(siteIds),
  );
};

const accountOf = (raw: unknown): Read<{ readonly accountId?: AccountId }> =>
  raw === undefined || raw === null
    ? ok({})
    : inWords(parseAccountId(raw)).map((accountId) => ({ accountId }));

const keyOf = (raw: unknown): Read<Key> => {
  if (!isRecord(raw)) return err('must be an object');
  return Result.combine([
    parseSha256(raw['sha256']),
    inWords(parseActor(raw['name'], 'name')),
    permissionsOf(raw['permissions']),
    sitesOf(raw['sites']),
    accountOf(raw['accountId']),
  ]).map(([sha256, actor, permissions, sites, account]) => ({
    sha256,
    actor,
    permissions,
    sites,
    ...account,
  }));
};

/** Windows editors mark a file with its encoding; a file without a mark is UTF-8. */
const encodingOf = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
};

const decode = (bytes: Uint8Array): Read<string> => {
  const encoding = encodingOf(bytes);
  try {
    // The decoder drops the mark.
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return err(`is not well-formed ${encoding.toUpperCase()}`);
  }
};

/** The parser's own words would quote the file. */
const parseJson = (text: string): Read<unknown> => {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err('is not well-formed JSON');
  }
};

/** A key listed twice would be ambiguous; two keys of one name would blur the history. */
const checkUnique = (keys: readonly Key[]): Read<readonly Key[]> => {
  const hashes = new Set<string>();
  const names = new Set<string>();
  for (const [index, { sha256, actor }] of keys.entries()) {
    if (hashes.has(sha256)) return err(`keys[${index}]: sha256 stands in an earlier entry too`);
    if (names.has(actor)) return err(`keys[${index}]: name "${actor}" stands in an earlier entry too`);
    hashes.add(sha256);
    names.add(actor);
  }
  return ok(keys);
};

const keysOf = (json: unknown): Read<readonly Key[]> => {
  const keys = isRecord(json) ? json['keys'] : undefined;
  if (!Array.isArray(keys)) return err('must hold an object with the list "keys"');
  return Result.combine(
    keys.map((raw: unknown, index) => keyOf(raw).mapErr((why) => `keys[${index}]: ${why}`)),
  ).andThen(checkUnique);
};

const refusal = (file: string, why: string): ConfigError => configError(`LOYALTY_KEYS_FILE ${file}: ${why}`);

/** Reads the file with the keys beside the admin's; docs/settings.md shows its form. */
export const readKeysFile = async (file: string): Promise<Result<readonly Key[], ConfigError>> => {
  const refuse = (why: string): ConfigError => refusal(file, why);
  try {
    return decode(await readFile(file))
      .andThen(parseJson)
      .andThen(keysOf)
      .mapErr(refuse);
  } catch (error) {
    return err(refuse(reasonOf(error)));
  }
};

/** All keys. An entry of the file with the hash or the name of the admin key would take its place unnoticed. */
export const withAdminKey = (
  admin: Key,
  keys: readonly Key[],
  file = '',
): Result<readonly Key[], ConfigError> => {
  const sameHash = keys.findIndex(({ sha256 }) => sha256 === admin.sha256);
  if (sameHash >= 0) return err(refusal(file, `keys[${sameHash}]: sha256 is that of the admin key`));
  const sameName = keys.findIndex(({ actor }) => actor === admin.actor);
  if (sameName >= 0)
    return err(refusal(file, `keys[${sameName}]: name "${admin.actor}" is that of the admin key`));
  return ok([admin, ...keys]);
};
