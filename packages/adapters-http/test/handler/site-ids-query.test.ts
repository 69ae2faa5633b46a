import { describe, expect, it } from 'vitest';
import { anInstallation } from '@loyalty-programs/contract-tests';
import { ask } from '../support/ask.js';
import { applicationError, validationError } from '../support/bodies.js';
import { problemsOfAnswer } from '../support/documented.js';
import { FOREIGN_SITE, KEYS, SISTER_SITE, SITE } from '../support/keys.js';
import { type World, aWorld } from '../support/world.js';

const owner = { authorization: KEYS.owner, 'wix-site-id': undefined };

const askFor = async ({ handler }: World, path: string, query: string) => {
  const answer = await ask(handler, 'GET', { path: `${path}${query}`, headers: owner });
  expect(problemsOfAnswer(path, 'GET', answer)).toEqual([]);
  return answer;
};

const threeSites = async (): Promise<World> => {
  const world = await aWorld();
  for (const siteId of [SISTER_SITE, FOREIGN_SITE]) {
    (await world.registry.register(siteId, anInstallation({ apps: ['events'] })))._unsafeUnwrap();
  }
  return world;
};

describe.each(['/v1/bulk/programs', '/v1/installations'])('The sites asked for at %s', (path) => {
  it('must all be sites of the caller, whether they exist or not', async () => {
    const world = await threeSites();
    for (const other of [FOREIGN_SITE, 'site-that-is-not']) {
      expect(await askFor(world, path, `?siteIds=${SITE},${other}`)).toMatchObject({
        status: 403,
        body: applicationError('PERMISSION_DENIED'),
      });
    }
  });

  it('must be site ids, and invalid ones are named', async () => {
    const expected = validationError(
      { field: 'siteIds[1]', violatedRule: 'FORMAT' },
      { field: 'siteIds[2]', violatedRule: 'MIN_LENGTH', data: { threshold: 1 } },
    );
    expect(await askFor(await threeSites(), path, `?siteIds=${SITE},a%2Fb,`)).toMatchObject({
      status: 400,
      body: expected,
    });
    expect(await askFor(await threeSites(), path, '?siteIds=')).toMatchObject({ status: 400 });
  });
});

describe('The installations', () => {
  const path = '/v1/installations';

  it('of the requested sites are returned, without those that have no loyalty', async () => {
    const world = await threeSites();
    (await world.registry.remove(SITE))._unsafeUnwrap();
    expect(await askFor(world, path, `?siteIds=${SITE},${SISTER_SITE}`)).toMatchObject({
      status: 200,
      body: { installations: [{ siteId: SISTER_SITE, apps: ['events'] }] },
    });
    expect((await askFor(world, path, `?siteIds=${SITE}`)).body).toEqual({ installations: [] });
  });

  it('must be requested by site', async () => {
    expect(await askFor(await threeSites(), path, '')).toMatchObject({
      status: 400,
      body: validationError({ field: 'siteIds', violatedRule: 'REQUIRED_FIELD' }),
    });
  });
});

describe('A bulk get', () => {
  it('of named sites returns these in the requested order', async () => {
    const answer = await askFor(await threeSites(), '/v1/bulk/programs', `?siteIds=${SISTER_SITE},${SITE}`);
    expect(answer).toMatchObject({
      status: 200,
      body: { programInSites: [{ metaSiteId: SISTER_SITE }, { metaSiteId: SITE }] },
    });
  });
});
