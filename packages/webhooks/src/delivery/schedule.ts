import type { WebhookFormat } from '../model/webhook.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

interface Policy {
  /** How long, in milliseconds, an attempt may take in all. */
  readonly timeout: number;
  /** The waits between the attempts, in milliseconds. */
  readonly waits: readonly number[];
  /** By which share a wait is varied, so that receivers that were down are not called all at once. */
  readonly jitter: number;
  isSuccess(status: number): boolean;
}

/** How each format is delivered; `wix` as the hosted API does it, `standard` for 75 hours. */
export const POLICIES: Readonly<Record<WebhookFormat, Policy>> = {
  standard: {
    timeout: 15 * SECOND,
    waits: [
      SECOND,
      5 * SECOND,
      30 * SECOND,
      5 * MINUTE,
      30 * MINUTE,
      2 * HOUR,
      5 * HOUR,
      10 * HOUR,
      14 * HOUR,
      20 * HOUR,
      23.4 * HOUR,
    ],
    jitter: 0.1,
    isSuccess: (status) => status >= 200 && status <= 299,
  },
  wix: {
    timeout: 1250,
    waits: [
      MINUTE,
      10 * MINUTE,
      HOUR,
      2 * HOUR,
      2 * HOUR,
      2 * HOUR,
      4 * HOUR,
      4 * HOUR,
      4 * HOUR,
      8 * HOUR,
      8 * HOUR,
      12 * HOUR,
    ],
    jitter: 0,
    isSuccess: (status) => status === 200,
  },
};

/** The bounds of a wait that a receiver asks for, in milliseconds. */
const RETRY_AFTER = { min: SECOND, max: HOUR } as const;

/**
 * The wait that a `Retry-After` asks for, in milliseconds: seconds or a date; `undefined` where it is absent or
 * makes no sense.
 */
export const readRetryAfter = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined;
  const text = header.trim();
  const wait = /^\d{1,9}$/u.test(text) ? Number(text) * SECOND : Date.parse(text) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, RETRY_AFTER.min), RETRY_AFTER.max);
};

/** The statuses whose `Retry-After` counts. */
export const honoursRetryAfter = (status: number | null): boolean => status === 429 || status === 503;

/** The statuses that say that the receiver has too much to do. */
export const isOverloaded = (status: number | null): boolean =>
  status === 429 || status === 502 || status === 504;

/**
 * The wait after so many failed attempts, in milliseconds; `undefined` after the last one. `random` is a number from
 * 0 to 1.
 */
export const waitAfter = (format: WebhookFormat, failures: number, random: number): number | undefined => {
  const { waits, jitter } = POLICIES[format];
  const wait = waits[failures - 1];
  return wait === undefined ? undefined : Math.round(wait * (1 + jitter * (2 * random - 1)));
};
