import type { FieldViolation, SiteId } from '@loyalty-programs/core';
import { isRecord, type RawRecord } from '@loyalty-programs/core/adapter-kit';
import { err, ok, type Result } from 'neverthrow';
import { config } from '../config.js';

/** Why a call failed. The types of the API client's errors count too; see `explain`. */
export interface Problem {
  readonly type: string;
  /** Seconds until a retry may succeed. */
  readonly retryAfter?: number;
  /** What the service says of the reason, in English. */
  readonly reason?: string;
  readonly violations?: readonly FieldViolation[];
}

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** JSON, or a file as it is. */
  readonly body?: object | Blob;
  readonly siteId?: SiteId | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How long a call may take, in milliseconds. */
const TIMEOUT = 15_000;

export const recordAt = (raw: unknown, key: string): RawRecord => {
  const value = isRecord(raw) ? raw[key] : undefined;
  return isRecord(value) ? value : {};
};

export const listAt = (raw: unknown, key: string): readonly RawRecord[] => {
  const value = isRecord(raw) ? raw[key] : undefined;
  return Array.isArray(value) ? value.filter(isRecord) : [];
};

export const textAt = (raw: RawRecord, key: string): string | null => {
  const value = raw[key];
  return typeof value === 'string' ? value : null;
};

export const textsAt = (raw: RawRecord, key: string): readonly string[] => {
  const value = raw[key];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
};

export const numberAt = (raw: RawRecord, key: string): number | null => {
  const value = raw[key];
  return typeof value === 'number' ? value : null;
};

/** A point in time, in milliseconds. */
export const timeAt = (raw: RawRecord, key: string): number | null => {
  const value = raw[key];
  const time = typeof value === 'number' ? value : Date.parse(typeof value === 'string' ? value : '');
  return Number.isNaN(time) ? null : time;
};

const violationsIn = (json: unknown): readonly FieldViolation[] =>
  listAt(recordAt(recordAt(json, 'details'), 'validationError'), 'fieldViolations').map((raw) => ({
    field: textAt(raw, 'field') ?? '',
    description: textAt(raw, 'description') ?? '',
    violatedRule: 'FORMAT',
    data: {},
  }));

const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'Unauthenticated',
  403: 'PermissionDenied',
  404: 'NotFound',
  409: 'Conflict',
  413: 'TooLarge',
  429: 'Unavailable',
};

const problemOf = (response: Response, json: unknown): Problem => {
  const { status } = response;
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const reason = isRecord(json) ? textAt(json, 'message') : null;
  return {
    type: BY_STATUS[status] ?? (status >= 500 ? 'Unavailable' : 'Refused'),
    violations: violationsIn(json),
    ...(Number.isFinite(retryAfter) && { retryAfter }),
    ...(reason !== null && { reason }),
  };
};

const send = async (
  url: string,
  { method = 'GET', body, siteId, signal }: ApiRequest,
): Promise<Result<unknown, Problem>> => {
  const headers = new Headers();
  if (siteId !== undefined) headers.set('wix-site-id', siteId);
  const isFile = body instanceof Blob;
  if (body !== undefined) headers.set('content-type', isFile ? body.type : 'application/json');
  const timeout = AbortSignal.timeout(TIMEOUT);
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: body === undefined ? null : isFile ? body : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const text = await response.text();
    const json: unknown = text === '' ? {} : JSON.parse(text);
    return response.ok ? ok(json) : err(problemOf(response, json));
  } catch {
    return err({ type: signal?.aborted === true ? 'Cancelled' : 'Unavailable' });
  }
};

/** Where the API is. */
export const API_ROOT = `${config.base}/loyalty-programs`;

/** Calls the API. The session travels in its cookie. */
export const callApi = (path: string, request: ApiRequest = {}): Promise<Result<unknown, Problem>> =>
  send(API_ROOT + path, request);

/** Calls what signs people in and out. */
export const callSession = (request: ApiRequest = {}): Promise<Result<unknown, Problem>> =>
  send(`${config.base}/session`, request);
