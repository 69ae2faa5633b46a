import { describe, expect, it } from 'vitest';
import { readRetryAfter, waitAfter } from '../../src/delivery/schedule.js';
import { WEBHOOK_FORMATS, type WebhookFormat } from '../../src/model/webhook.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const waitsOf = (format: WebhookFormat, random: number): number[] => {
  const waits: number[] = [];
  for (let failures = 1; ; failures += 1) {
    const wait = waitAfter(format, failures, random);
    if (wait === undefined) return waits;
    waits.push(wait);
  }
};

const sum = (waits: readonly number[]): number => waits.reduce((total, wait) => total + wait, 0);

describe('waitAfter', () => {
  it('follows the resend policy of the hosted API for wix, without jitter', () => {
    const hours = [1, 2, 2, 2, 4, 4, 4, 8, 8, 12].map((each) => each * HOUR);
    for (const random of [0, 0.5, 1]) {
      expect(waitsOf('wix', random)).toEqual([MINUTE, 10 * MINUTE, ...hours]);
    }
  });

  it('spreads standard over 75 hours, after first waits of 1, 5 and 30 seconds', () => {
    expect(waitsOf('standard', 0.5).slice(0, 3)).toEqual([1000, 5000, 30_000]);
    expect(Math.round(sum(waitsOf('standard', 0.5)) / HOUR)).toBe(75);
    expect(waitsOf('standard', 0)[0]).toBe(900);
    expect(waitsOf('standard', 1)[0]).toBe(1100);
  });

  it('ends', () => {
    for (const format of WEBHOOK_FORMATS) expect(waitsOf(format, 0.5).length).toBeLessThan(15);
  });
});

describe('readRetryAfter', () => {
  const now = Date.UTC(2030, 0, 1);

  it.each([
    ['120', 120_000],
    [' 7 ', 7000],
    ['0', 1000],
    ['3600', HOUR],
    ['86400', HOUR],
    ['999999999', HOUR],
    [new Date(now + 90_000).toUTCString(), 90_000],
    [new Date(now - 90_000).toUTCString(), 1000],
    [new Date(now + 30 * HOUR).toUTCString(), HOUR],
  ])('reads %j', (header, wait) => {
    expect(readRetryAfter(header, now)).toBe(wait);
  });

  it.each([undefined, '', 'soon', '-', '1e9 s', 'NaN'])('ignores %j', (header) => {
    expect(readRetryAfter(header, now)).toBeUndefined();
  });
});
