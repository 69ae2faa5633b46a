import { isRecord, type RawRecord } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { callApi, listAt, type Problem, textAt, textsAt, timeAt } from './http.js';

export interface KeyEntry {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly sites: 'all' | readonly string[];
  readonly accountId: string | null;
  readonly createdDate: number | null;
  readonly createdBy: string | null;
  readonly expires: number | null;
  readonly lastUsed: number | null;
}

export interface KeyPage {
  readonly keys: readonly KeyEntry[];
  readonly nextCursor: string | null;
}

export interface NewKey {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly sites: 'all' | readonly string[];
  readonly accountId?: string;
  readonly expires?: string;
}

const readKey = (raw: RawRecord): KeyEntry => ({
  id: textAt(raw, 'id') ?? '',
  name: textAt(raw, 'name') ?? '',
  permissions: textsAt(raw, 'permissions'),
  sites: raw['sites'] === 'all' ? 'all' : textsAt(raw, 'sites'),
  accountId: textAt(raw, 'accountId'),
  createdDate: timeAt(raw, 'createdDate'),
  createdBy: textAt(raw, 'createdBy'),
  expires: timeAt(raw, 'expires'),
  lastUsed: timeAt(raw, 'lastUsed'),
});

export const listKeys = async (
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Result<KeyPage, Problem>> => {
  const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  return (await callApi(`/v1/keys${query}`, { signal })).map((json) => ({
    keys: listAt(json, 'keys').map(readKey),
    nextCursor: isRecord(json) ? textAt(json, 'nextCursor') : null,
  }));
};

/** Makes a key; gives what is shown this once. */
export const createKey = async (body: NewKey): Promise<Result<string, Problem>> => {
  const answer = await callApi('/v1/keys', { method: 'POST', body });
  return answer.andThen((json) => {
    const secret = isRecord(json) ? textAt(json, 'secret') : null;
    return secret === null ? err({ type: 'Unavailable' }) : ok(secret);
  });
};

export const revokeKey = (id: string): Promise<Result<unknown, Problem>> =>
  callApi(`/v1/keys/${encodeURIComponent(id)}`, { method: 'DELETE' });
