import type { Grant, SessionOwner, StoredKey, StoredSession } from '@loyalty-programs/core/access';
import { isRecord, storedAccountId, storedActor, storedSiteId } from '@loyalty-programs/core/adapter-kit';
import { jsonIn, numberIn, optionalTextIn, type Row, textIn, UnreadableRow, type Value } from './row.js';

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** `null` stands for all sites. */
const grantIn = (raw: unknown, column: string): Grant => {
  if (!isRecord(raw)) throw new UnreadableRow(column);
  const { actor, permissions, sites, accountId } = raw;
  if (typeof actor !== 'string' || !isTextList(permissions)) throw new UnreadableRow(column);
  if (sites !== null && !isTextList(sites)) throw new UnreadableRow(column);
  if (accountId !== null && typeof accountId !== 'string') throw new UnreadableRow(column);
  return {
    actor: storedActor(actor),
    permissions,
    sites: sites === null ? 'all' : sites.map(storedSiteId),
    accountId: accountId === null ? null : storedAccountId(accountId),
  };
};

const sitesAsJson = (sites: Grant['sites']): string | null =>
  sites === 'all' ? null : JSON.stringify(sites);

/** A grant as JSON. */
export const grantAsJson = ({ actor, permissions, sites, accountId }: Grant): string =>
  JSON.stringify({ actor, permissions, sites: sites === 'all' ? null : sites, accountId });

export const grantOf = (row: Row): Grant => grantIn(jsonIn(row, 'access_grant'), 'access_grant');

/** The columns of the table of keys; the first is its key. */
export const KEY_COLUMNS = [
  'id',
  'sha256',
  'name',
  'permissions',
  'sites',
  'account_id',
  'created_date',
  'created_by',
  'expires',
  'last_used',
] as const;

export const keyValues = (key: StoredKey): Value[] => [
  key.id,
  key.sha256,
  key.actor,
  JSON.stringify(key.permissions),
  sitesAsJson(key.sites),
  key.accountId,
  key.createdDate,
  key.createdBy,
  key.expires,
  key.lastUsed,
];

const optionalNumberIn = (row: Row, column: string): number | null =>
  row[column] === null ? null : numberIn(row, column);

/** The key of a row. Throws `UnreadableRow` where the row is none. */
export const keyOf = (row: Row): StoredKey => {
  const createdBy = optionalTextIn(row, 'created_by');
  const grant = {
    actor: textIn(row, 'name'),
    permissions: jsonIn(row, 'permissions'),
    sites: jsonIn(row, 'sites'),
    accountId: optionalTextIn(row, 'account_id'),
  };
  return {
    ...grantIn(grant, 'permissions'),
    id: textIn(row, 'id'),
    sha256: textIn(row, 'sha256'),
    createdDate: numberIn(row, 'created_date'),
    createdBy: createdBy === null ? null : storedActor(createdBy),
    expires: optionalNumberIn(row, 'expires'),
    lastUsed: optionalNumberIn(row, 'last_used'),
  };
};

/** The columns of the table of sessions; the first is its key. */
export const SESSION_COLUMNS = [
  'sha256',
  'key_sha256',
  'person',
  'access_grant',
  'expires',
  'idle_expires',
] as const;

export const sessionValues = ({ sha256, owner, expires, idleExpires }: StoredSession): Value[] => [
  sha256,
  ...('grant' in owner ? [null, null, grantAsJson(owner.grant)] : [owner.keySha256, owner.name, null]),
  expires,
  idleExpires,
];

const ownerOf = (row: Row): SessionOwner => {
  const keySha256 = optionalTextIn(row, 'key_sha256');
  return keySha256 === null ? { grant: grantOf(row) } : { keySha256, name: optionalTextIn(row, 'person') };
};

/** The session of a row. Throws `UnreadableRow` where the row is none. */
export const sessionOf = (row: Row): StoredSession => ({
  sha256: textIn(row, 'sha256'),
  owner: ownerOf(row),
  expires: numberIn(row, 'expires'),
  idleExpires: numberIn(row, 'idle_expires'),
});
