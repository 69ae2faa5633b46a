import { isRecord, type RawRecord } from '@loyalty-programs/core/adapter-kit';
import type { Result } from 'neverthrow';
import { callApi, listAt, numberAt, type Problem, recordAt, textAt, textsAt, timeAt } from './http.js';

export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly format: string;
  readonly types: readonly string[];
  readonly status: string;
  readonly disabledReason: string | null;
}

export interface Attempt {
  readonly date: number | null;
  readonly status: number | null;
  readonly error: string | null;
  readonly duration: number;
  /** The first part of what the receiver answered. */
  readonly answer: string;
}

export interface Delivery {
  readonly id: string;
  readonly siteId: string;
  readonly type: string;
  readonly status: string;
  readonly createdDate: number | null;
  readonly payload: string;
  readonly attempts: readonly Attempt[];
}

const plain = (raw: unknown): string =>
  typeof raw === 'string' ? raw : raw === undefined || raw === null ? '' : JSON.stringify(raw, null, 2);

const readWebhook = (raw: RawRecord): Webhook => ({
  id: textAt(raw, 'id') ?? '',
  url: textAt(raw, 'url') ?? '',
  format: textAt(raw, 'format') ?? '',
  types: textsAt(raw, 'types'),
  status: textAt(raw, 'status') ?? '',
  disabledReason: textAt(raw, 'disabledReason'),
});

const readAttempt = (raw: RawRecord): Attempt => ({
  date: timeAt(raw, 'date'),
  status: numberAt(raw, 'status'),
  error: textAt(raw, 'error'),
  duration: numberAt(raw, 'durationMilliseconds') ?? 0,
  answer: plain(raw['response']),
});

const readDelivery = (raw: RawRecord): Delivery => ({
  id: textAt(raw, 'id') ?? '',
  siteId: textAt(raw, 'siteId') ?? '',
  type: textAt(raw, 'type') ?? '',
  status: textAt(raw, 'status') ?? '',
  createdDate: timeAt(raw, 'createdDate'),
  payload: plain(raw['payload']),
  attempts: listAt(raw, 'attempts').map(readAttempt),
});

/** What a receiver needs to check signatures: shown this once. */
const readSecret = (json: unknown): string => {
  const raw = isRecord(json) ? json : {};
  return ['secret', 'appId', 'publicKey']
    .map((key) => textAt(raw, key))
    .filter((text) => text !== null)
    .join('\n');
};

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

const readPage =
  <T>(key: string, read: (raw: RawRecord) => T) =>
  (json: unknown): Page<T> => ({
    items: listAt(json, key).map(read),
    nextCursor: isRecord(json) ? textAt(json, 'nextCursor') : null,
  });

const PATH = '/v1/webhooks';

const pathOf = (id: string, action = ''): string => `${PATH}/${encodeURIComponent(id)}${action}`;

const after = (cursor: string | null): string =>
  cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;

export const listWebhooks = async (
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Result<Page<Webhook>, Problem>> =>
  (await callApi(PATH + after(cursor), { signal })).map(readPage('webhooks', readWebhook));

export const createWebhook = async (body: object): Promise<Result<string, Problem>> =>
  (await callApi(PATH, { method: 'POST', body })).map(readSecret);

export const rotateSecret = async (id: string, isSwitch: boolean): Promise<Result<string, Problem>> =>
  (
    await callApi(pathOf(id, '/rotate-secret'), { method: 'POST', body: isSwitch ? { switch: true } : {} })
  ).map(readSecret);

export const setStatus = (id: string, status: string): Promise<Result<unknown, Problem>> =>
  callApi(pathOf(id), { method: 'PATCH', body: { status } });

export const deleteWebhook = (id: string): Promise<Result<unknown, Problem>> =>
  callApi(pathOf(id), { method: 'DELETE' });

export const testWebhook = async (id: string): Promise<Result<Attempt, Problem>> =>
  (await callApi(pathOf(id, '/test'), { method: 'POST', body: {} })).map((json) =>
    readAttempt(recordAt(json, 'attempt')),
  );

export const recoverWebhook = (id: string): Promise<Result<unknown, Problem>> =>
  callApi(pathOf(id, '/recover'), { method: 'POST', body: {} });

export const listDeliveries = async (
  id: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Result<Page<Delivery>, Problem>> =>
  (await callApi(pathOf(id, '/deliveries') + after(cursor), { signal })).map(
    readPage('deliveries', readDelivery),
  );

export const redeliver = (id: string, deliveryId: string): Promise<Result<unknown, Problem>> =>
  callApi(pathOf(id, '/redeliver'), { method: 'POST', body: { deliveryId } });
