import { err } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { ask } from '../support/ask.js';
import { applicationError } from '../support/bodies.js';
import { sampleCalls } from '../support/calls.js';
import { type World, aWorld } from '../support/world.js';

const REGISTRY = ['putInstallation', 'deleteInstallation'];
const OF_KEYS = ['createKey', 'listKeys', 'revokeKey'];
const NO_STORE_NEEDED = [
  'putInstallation',
  'getInstallation',
  'deleteInstallation',
  'listInstallations',
  ...OF_KEYS,
];

const NOT_CONFIRMED = { unavailable: 'REPOSITORY', outcome: 'UNKNOWN' };

const unavailable = (data: object): object => ({
  status: 503,
  headers: { 'retry-after': '1' },
  body: applicationError('UNAVAILABLE', data),
});

/** A world in which the store still reads, but does not confirm what it is told to save. */
const withoutConfirmation = async (): Promise<World> => {
  const world = await aWorld();
  const save = world.repository.save.bind(world.repository);
  world.repository.save = async (change) => {
    world.repository.breakDown();
    const saved = await save(change);
    world.repository.restore();
    return saved;
  };
  return world;
};

describe('While the store of the programs is down', () => {
  it.each(sampleCalls())('%s is 503 if it needs the store', async (operationId, call) => {
    const world = await aWorld();
    world.repository.breakDown();
    const answer = await ask(world.handler, call.method, call);
    const down =
      operationId === 'eraseLoyaltyProgram'
        ? unavailable(NOT_CONFIRMED)
        : unavailable({ unavailable: 'REPOSITORY' });
    expect(answer).toMatchObject(NO_STORE_NEEDED.includes(operationId) ? { status: 200 } : down);
    expect(answer.text).not.toContain('broken down');
    world.repository.restore();
    expect((await ask(world.handler, 'GET', call)).status).not.toBe(503);
  });

  it('erasing is 503, and succeeds when it is repeated', async () => {
    const world = await aWorld();
    const path = '/v1/installations/site-a?erase=true';
    world.repository.breakDown();
    expect(await ask(world.handler, 'DELETE', { path })).toMatchObject(unavailable(NOT_CONFIRMED));
    world.repository.restore();
    expect(await ask(world.handler, 'DELETE', { path })).toMatchObject({ status: 200, body: {} });
  });
});

describe('While the installation check is down', () => {
  // Erasing checks no installation: it is for sites without loyalty too. Searching asks the directory of the store.
  const calls = sampleCalls().filter(
    ([operationId]) => !['eraseLoyaltyProgram', 'searchSites', ...OF_KEYS].includes(operationId),
  );

  it.each(calls)('%s is 503 and names the part that is down', async (operationId, call) => {
    const world = await aWorld();
    world.registry.breakDown();
    const answer = await ask(world.handler, call.method, call);
    expect(answer).toMatchObject(
      unavailable(
        REGISTRY.includes(operationId)
          ? { unavailable: 'INSTALLATION_REGISTRY', outcome: 'UNKNOWN' }
          : { unavailable: 'INSTALLATION_CHECK' },
      ),
    );
    expect(answer.text).not.toContain('broken down');
  });

  it.each(sampleCalls().filter(([operationId]) => REGISTRY.includes(operationId)))(
    '%s is 503 without an outcome if certainly nothing was changed',
    async (_operationId, call) => {
      const world = await aWorld();
      const unchanged = () =>
        Promise.resolve(err({ type: 'InstallationRegistryUnavailable', notDone: true } as const));
      world.registry.register = unchanged;
      world.registry.remove = unchanged;
      const { status, body } = await ask(world.handler, call.method, call);
      expect(status).toBe(503);
      expect(body).toEqual(applicationError('UNAVAILABLE', { unavailable: 'INSTALLATION_REGISTRY' }));
    },
  );
});

describe('A change that the store does not confirm', () => {
  it('is 503 with outcome UNKNOWN', async () => {
    const { handler } = await withoutConfirmation();
    const answer = await ask(handler, 'PATCH', { json: { loyaltyProgram: { name: 'Sea Club' } } });
    expect(answer).toMatchObject(unavailable(NOT_CONFIRMED));
  });

  it('is not saved if nothing changes', async () => {
    const { handler } = await withoutConfirmation();
    expect(await ask(handler, 'PATCH', { json: { loyaltyProgram: {} } })).toMatchObject({ status: 200 });
  });
});
