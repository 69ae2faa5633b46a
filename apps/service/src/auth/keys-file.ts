import { readFile } from 'node:fs/promises';
import { PERMISSIONS, type Permission, isPermission } from '@loyalty-programs/adapters-http/server';
import {
  type AccountId,
  type Parsed,
  isRecord,
  parseAccountId,
  parseActor,
  parseSiteId,
} from '@loyalty-programs/core';
import { Result, err, ok } from 'neverthrow';
import { type BadSetting, badSetting } from '../config/bad-setting.js';
import { reasonOf } from '../reason.js';
import { type Key, sha256Of } from './key.js';

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

/** The parser's own words would quote the file. */
const parseJson = (text: string): Read<unknown> => {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err('is not well-formed JSON');
  }
};

/** One key with two meanings would open what nobody meant it to. */
const eachOnce = (keys: readonly Key[]): Read<readonly Key[]> => {
  const again = keys.findIndex(({ sha256 }, index) => keys.findIndex((key) => key.sha256 === sha256) < index);
  return again < 0 ? ok(keys) : err(`keys[${again}]: sha256 stands in an earlier entry too`);
};

const keysOf = (json: unknown): Read<readonly Key[]> => {
  const keys = isRecord(json) ? json['keys'] : undefined;
  if (!Array.isArray(keys)) return err('must hold an object with the list "keys"');
  return Result.combine(
    keys.map((raw: unknown, index) => keyOf(raw).mapErr((why) => `keys[${index}]: ${why}`)),
  ).andThen(eachOnce);
};

/** Reads the file with the further keys; README shows its form. */
export const readKeysFile = async (file: string): Promise<Result<readonly Key[], BadSetting>> => {
  const refuse = (why: string): BadSetting => badSetting(`LOYALTY_KEYS_FILE ${file}: ${why}`);
  try {
    return parseJson(await readFile(file, 'utf8'))
      .andThen(keysOf)
      .mapErr(refuse);
  } catch (error) {
    return err(refuse(reasonOf(error)));
  }
};
