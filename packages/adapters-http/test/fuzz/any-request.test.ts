import { isRecord, VIOLATED_RULES } from '@loyalty-programs/core/adapter-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anInstallation } from '@loyalty-programs/contract-tests';
import { type Answered, ask } from '../support/ask.js';
import { activated } from '../support/calls.js';
import { problemsBySchema } from '../support/documented.js';
import { FOREIGN_SITE, KEYS, SISTER_SITE, SITE } from '../support/keys.js';
import { type World, aWorld } from '../support/world.js';
import { anyRequests } from './any-requests.js';

const STATUSES = [200, 400, 401, 403, 404, 405, 409, 412, 413, 415, 428];

/** Every stored thing, as text. */
const stateOf = async ({ repository, registry }: World): Promise<string> => {
  const sites = (await registry.listSites())._unsafeUnwrap();
  const installations = (await registry.checkMany(sites))._unsafeUnwrap();
  const programs = (await repository.findMany([SITE, SISTER_SITE, FOREIGN_SITE, ...sites]))._unsafeUnwrap();
  return JSON.stringify([[...installations], [...programs]]);
};

const codeOf = (body: unknown): unknown => {
  const details = isRecord(body) ? body['details'] : undefined;
  const error = isRecord(details) ? details['applicationError'] : undefined;
  return isRecord(error) ? error['code'] : undefined;
};

const expectContract = ({ status, headers, body, text }: Answered): void => {
  expect(STATUSES).toContain(status);
  expect(headers['content-type']).toBe('application/json');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-wix-request-id']).toMatch(/^[0-9a-f-]{36}$/u);
  expect(isRecord(body)).toBe(true);
  if (status === 400) expect(problemsBySchema('ValidationError', body)).toEqual([]);
  else if (status !== 200) {
    expect(problemsBySchema('ApplicationError', body)).toEqual([]);
    expect(codeOf(body)).toMatch(/^[A-Z_]+$/u);
  }
  if (status === 405) expect(headers['allow']).toMatch(/^[A-Z]+(?:, [A-Z]+)*$/u);
  for (const key of Object.values(KEYS)) expect(text).not.toContain(key);
};

describe('Any request', () => {
  it('gets an answer within the contract and changes nothing unless it is 200', async () => {
    const world = await aWorld();
    (await world.registry.register(FOREIGN_SITE, anInstallation()))._unsafeUnwrap();
    await activated(world);
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(anyRequests(), async (request) => {
        // Most requests are about this site; without loyalty, none of them would come far.
        (await world.registry.register(SITE, anInstallation()))._unsafeUnwrap();
        const before = await stateOf(world);
        const answer = await ask(world.handler, request.method, request);
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        expectContract(answer);
        const after = await stateOf(world);
        if (answer.status !== 200 || request.method === 'GET') expect(after).toBe(before);
      }),
      { numRuns: 3000, endOnFailure: true },
    );
    expect(world.bugs).toEqual([]);
    // A 409 takes the right method, key, site and body at once: most runs meet it, not all.
    const met = STATUSES.filter((status) => seen.has(status) || status === 409);
    expect(met).toEqual(STATUSES);
    expect(seen.get(200)).toBeGreaterThan(300);
  });

  it('that breaks rules gets only documented rules', async () => {
    const { handler } = await aWorld();
    const rules = VIOLATED_RULES.join('|');
    await fc.assert(
      fc.asyncProperty(anyRequests(), async (request) => {
        const { status, text } = await ask(handler, request.method, request);
        if (status === 400) expect(text).toMatch(new RegExp(`"violatedRule":"(?:${rules})"`, 'u'));
      }),
      { numRuns: 500, endOnFailure: true },
    );
  });
});
