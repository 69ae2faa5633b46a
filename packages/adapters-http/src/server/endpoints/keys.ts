import { type InvalidInput, parseAccountId, parseActor, parseSiteId } from '@loyalty-programs/core';
import type { Grant, StoredKey } from '@loyalty-programs/core/access';
import {
  invalidInput,
  isNonEmpty,
  LATEST_TIMESTAMP,
  type Parsed,
  required,
  wrongFormat,
  wrongType,
} from '@loyalty-programs/core/adapter-kit';
import { Result, ResultAsync, err, errAsync, ok } from 'neverthrow';
import type { Answer, CallerCall, CallerEndpoint, KeyService } from '../endpoint.js';
import type { ApiError } from '../errors.js';
import { ref } from '../openapi/fields.js';
import { isPermission, PERMISSIONS, type Principal } from '../principal.js';
import type { JsonObject } from '../request.js';
import { limitIn } from './queries.js';

const LIMIT = { min: 1, max: 100, byDefault: 100 } as const;

/** How many sites a key may name. */
const MAX_SITES = 1000;

/** Long and random, so that one fast hash is enough to store it. */
const randomSecret = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const text = btoa(String.fromCharCode(...bytes));
  return `lp_${text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
};

const sha256Of = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Nobody grants more than they have: permissions, sites and account. */
const covers = ({ permissions, sites, accountId }: Principal, grant: Grant): boolean => {
  const held: ReadonlySet<string> = permissions;
  return (
    grant.permissions.every((permission) => held.has(permission)) &&
    (sites === 'all' || (grant.sites !== 'all' && grant.sites.every((siteId) => sites.has(siteId)))) &&
    (accountId === undefined || grant.accountId === accountId)
  );
};

const lastsLonger = ({ expires }: Principal, key: number | null): boolean =>
  expires !== undefined && (key === null || key > expires);

const permissionsOf = (raw: unknown): Parsed<Grant['permissions']> =>
  Array.isArray(raw) && raw.every(isPermission)
    ? ok([...new Set(raw)])
    : err([wrongFormat('permissions', `a list of ${PERMISSIONS.join(', ')}`)]);

const sitesOf = (raw: unknown): Parsed<Grant['sites']> => {
  if (raw === 'all') return ok(raw);
  if (!Array.isArray(raw) || raw.length > MAX_SITES) {
    return err([wrongFormat('sites', `"all" or a list of at most ${MAX_SITES} site ids`)]);
  }
  const parsed = raw.map((site: unknown, index) => parseSiteId(site, `sites[${index}]`));
  const violations = parsed.flatMap((each) => (each.isErr() ? each.error : []));
  if (isNonEmpty(violations)) return err(violations);
  return ok([...new Set(parsed.flatMap((each) => (each.isOk() ? [each.value] : [])))]);
};

/** RFC 3339 in UTC, as answers carry dates. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/u;

const expiryOf = (raw: unknown): Parsed<number | null> => {
  if (raw === undefined || raw === null) return ok(null);
  if (typeof raw !== 'string') return err([wrongType('expires', 'a date')]);
  const time = DATE_TIME.test(raw) ? Date.parse(raw) : Number.NaN;
  return time > 0 && time <= LATEST_TIMESTAMP
    ? ok(time)
    : err([wrongFormat('expires', 'a date in UTC such as 2030-01-31T12:00:00Z')]);
};

/** What the caller wants a key to be. */
type RequestedKey = Grant & Pick<StoredKey, 'expires'>;

/** Reports all violations at once. */
const readKey = (body: JsonObject, principal: Principal): Result<RequestedKey, InvalidInput> => {
  const { name, permissions, sites, accountId = null, expires } = body;
  return Result.combineWithAllErrors([
    name === undefined ? err([required('name')] as const) : parseActor(name, 'name'),
    permissionsOf(permissions),
    sitesOf(sites),
    accountId === null ? ok(principal.accountId ?? null) : parseAccountId(accountId),
    expiryOf(expires),
  ])
    .map(([actor, granted, opened, account, end]) => ({
      actor,
      permissions: granted,
      sites: opened,
      accountId: account,
      expires: end,
    }))
    .mapErr((violations) => {
      const [first = required('name'), ...others] = violations.flat();
      return invalidInput([first, ...others]);
    });
};

const toDateText = (time: number): string => new Date(time).toISOString();

/** A key as answers carry it: never its hash. */
const toKeyBody = (key: StoredKey) => ({
  id: key.id,
  name: key.actor,
  permissions: key.permissions,
  sites: key.sites,
  ...(key.accountId !== null && { accountId: key.accountId }),
  createdDate: toDateText(key.createdDate),
  ...(key.createdBy !== null && { createdBy: key.createdBy }),
  ...(key.expires !== null && { expires: toDateText(key.expires) }),
  ...(key.lastUsed !== null && { lastUsed: toDateText(key.lastUsed) }),
});

/** Where a host has no such keys, none of these paths is there. */
const withKeys = (
  { services: { keys } }: CallerCall,
  call: (keys: KeyService) => Promise<Result<Answer, ApiError>>,
): ResultAsync<Answer, ApiError> =>
  keys === undefined ? errAsync({ type: 'NotFound' }) : new ResultAsync(call(keys));

const create = async (
  { principal, body }: CallerCall,
  { store, clock, reservedNames }: KeyService,
): Promise<Result<Answer, ApiError>> => {
  const requested = readKey(body, principal);
  if (requested.isErr()) return err(requested.error);
  const { value } = requested;
  if (!covers(principal, value) || lastsLonger(principal, value.expires))
    return err({ type: 'PermissionDenied' });
  if (reservedNames?.has(value.actor) === true) return err({ type: 'KeyNameTaken' });
  const secret = randomSecret();
  const key: StoredKey = {
    ...value,
    id: crypto.randomUUID(),
    sha256: await sha256Of(secret),
    createdDate: clock.now(),
    createdBy: principal.actor ?? null,
    lastUsed: null,
  };
  const created = await store.create(key);
  return created
    .map(() => ({ body: { key: toKeyBody(key), secret } }))
    .mapErr((error) => (error.type === 'KeyExists' ? { type: 'KeyNameTaken' } : error));
};

export const createKey: CallerEndpoint = {
  operationId: 'createKey',
  method: 'POST',
  path: '/v1/keys',
  site: 'none',
  permission: 'MANAGE_KEYS',
  summary: 'Creates a key, which grants no more than the caller has. The answer alone shows it.',
  refusals: [400, 404, 409],
  requestBody: ref('CreateKeyRequest'),
  bodyRequired: true,
  response: ref('CreatedKeyAnswer'),
  handle: (call) => withKeys(call, (keys) => create(call, keys)),
};

const list = async (
  { principal, request }: CallerCall,
  { store }: KeyService,
): Promise<Result<Answer, ApiError>> => {
  const query = new URLSearchParams(request.query);
  const limit = limitIn(query, LIMIT);
  if (limit.isErr()) return err(limit.error);
  const cursor = query.get('cursor');
  const after = cursor === null ? ok(undefined) : parseActor(cursor, 'cursor').mapErr(invalidInput);
  if (after.isErr()) return err(after.error);
  const page = await store.list({
    limit: limit.value,
    ...(after.value !== undefined && { after: after.value }),
  });
  return page.map((keys) => {
    const last = keys.length < limit.value ? undefined : keys.at(-1);
    return {
      body: {
        keys: keys.filter((key) => covers(principal, key)).map(toKeyBody),
        ...(last !== undefined && { nextCursor: last.actor }),
      },
    };
  });
};

export const listKeys: CallerEndpoint = {
  operationId: 'listKeys',
  method: 'GET',
  path: '/v1/keys',
  site: 'none',
  permission: 'MANAGE_KEYS',
  summary: 'The keys that the caller could have created, in the order of their names.',
  refusals: [400, 404],
  query: {
    cursor: {
      description: 'Read on behind the nextCursor of an earlier answer.',
      schema: { type: 'string' },
    },
    limit: {
      description: 'Look at no more than so many keys; those beyond the reach of the caller are left out.',
      schema: { type: 'integer', minimum: LIMIT.min, maximum: LIMIT.max, default: LIMIT.byDefault },
    },
  },
  response: ref('KeysAnswer'),
  handle: (call) => withKeys(call, (keys) => list(call, keys)),
};

const revoke = async (
  { principal, parameter }: CallerCall,
  { store }: KeyService,
): Promise<Result<Answer, ApiError>> => {
  if (!KEY_ID.test(parameter)) return err({ type: 'NotFound' });
  const key = await store.get(parameter);
  if (key.isErr()) return err(key.error);
  if (key.value === undefined || !covers(principal, key.value)) return err({ type: 'NotFound' });
  return (await store.revoke(parameter)).map(() => ({ body: {} }));
};

const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/u;

export const revokeKey: CallerEndpoint = {
  operationId: 'revokeKey',
  method: 'DELETE',
  path: '/v1/keys/{keyId}',
  site: 'none',
  parameter: { name: 'keyId', description: 'The id of the key.', schema: { type: 'string' } },
  permission: 'MANAGE_KEYS',
  summary: 'Revokes a key, on all instances at once.',
  refusals: [400, 404],
  response: ref('EmptyObject'),
  handle: (call) => withKeys(call, (keys) => revoke(call, keys)),
};
