import { describe, expect, it } from 'vitest';
import {
  byFetch,
  byUndici,
  forThisTest,
  goodAnswer,
  guarded,
  read,
  tell,
  unguarded,
} from '../support/calls.js';
import { answering } from '../support/raw-server.js';

describe.each([
  ['fetch', byFetch],
  ['undici', byUndici],
] as const)('A redirect, called with %s', (_, carrier) => {
  it.each([301, 302, 303, 307, 308])('is not followed: %i', async (status) => {
    const elsewhere = await forThisTest(answering(200, goodAnswer()));
    const script = answering(status, '', { location: `${elsewhere.origin}/loyalty-programs/v1/program` });
    const told = await Promise.all(
      [read, unguarded, guarded].map((call) => tell(call, script, { retries: 2 }, carrier)),
    );
    expect(told.map(({ type }) => type)).toEqual(['Unavailable', 'OutcomeUnknown', 'OutcomeUnknown']);
    for (const { outcome, requests } of told) {
      expect(requests).toHaveLength(1);
      expect(JSON.stringify(outcome)).not.toContain(elsewhere.origin);
    }
    expect(elsewhere.requests).toEqual([]);
  });
});
