import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { ask } from '../support/ask.js';
import { NOW, validationError } from '../support/bodies.js';
import { named } from '../support/calls.js';
import { KEYS } from '../support/keys.js';
import { type World, aWorld } from '../support/world.js';

const events = (world: World, query = '') =>
  ask(world.handler, 'GET', { path: `/v1/program/events${query}` });

/** The list of events in an answer. */
const eventsIn = (body: unknown): readonly unknown[] => {
  const list = isRecord(body) ? body['events'] : undefined;
  return Array.isArray(list) ? list : [];
};

/** A world with six revisions; the first has two events. */
const withHistory = async (): Promise<World> => {
  const world = await aWorld();
  await named(world, { pointsExpiration: { monthsOfInactivity: 6 } });
  for (const action of [
    'activate',
    'pause',
    'activate',
    'points-expiration/enable',
    'points-expiration/disable',
  ]) {
    await ask(world.handler, 'POST', {
      path: `/v1/program/${action}`,
      headers: { authorization: KEYS.owner },
    });
  }
  return world;
};

const A_REQUEST: unknown = expect.any(String);

describe('The events of a program', () => {
  it('are empty before its first change', async () => {
    expect((await events(await aWorld())).body).toEqual({ events: [] });
  });

  it('report in order what happened, when and by whom', async () => {
    const { status, body } = await events(await withHistory(), '?limit=2');
    expect(status).toBe(200);
    expect(body).toEqual({
      events: [
        {
          type: 'ProgramUpdated',
          revision: '1',
          ordinal: 0,
          time: NOW,
          causedBy: A_REQUEST,
          before: { name: null },
          after: { name: 'Harbour Club' },
        },
        {
          type: 'PointsExpirationConfigured',
          revision: '1',
          ordinal: 1,
          time: NOW,
          causedBy: A_REQUEST,
          before: { pointsExpiration: { monthsOfInactivity: 3 } },
          after: { pointsExpiration: { monthsOfInactivity: 6 } },
        },
        {
          type: 'ProgramActivated',
          revision: '2',
          ordinal: 0,
          time: NOW,
          causedBy: A_REQUEST,
          actor: 'the owner',
          before: { status: 'DRAFT' },
          after: { status: 'ACTIVE' },
        },
      ],
    });
  });

  it.each([
    ['', ['1', '1', '2', '3', '4', '5', '6']],
    ['?after=0', ['1', '1', '2', '3', '4', '5', '6']],
    ['?limit=1', ['1', '1']],
    ['?after=1&limit=2', ['2', '3']],
    ['?limit=1000&after=4', ['5', '6']],
    ['?after=6', []],
    ['?after=9007199254740991', []],
    ['?after=4&after=0&unknown=1', ['5', '6']],
  ])('with the query %j are those of the revisions %j', async (query, revisions) => {
    expect(await events(await withHistory(), query)).toMatchObject({
      status: 200,
      body: { events: revisions.map((revision) => ({ revision })) },
    });
  });

  it('are paged without gaps', async () => {
    const world = await withHistory();
    const read: unknown[] = [];
    for (let after = 0; after < 6; after += 2) {
      const { body } = await events(world, `?after=${after}&limit=2`);
      read.push(...eventsIn(body));
    }
    expect({ events: read }).toEqual((await events(world)).body);
  });

  it.each([
    ['?after=', 'after', 'TYPE'],
    ['?after=-1', 'after', 'TYPE'],
    ['?after=1.5', 'after', 'TYPE'],
    ['?after=9007199254740992', 'after', 'MAX'],
    ['?after=1e3', 'after', 'TYPE'],
    ['?limit=0', 'limit', 'MIN'],
    ['?limit=1001', 'limit', 'MAX'],
    ['?limit=%F0', 'limit', 'TYPE'],
    [`?limit=${'9'.repeat(3000)}`, 'limit', 'TYPE'],
  ])('with the query %j break a rule', async (query, field, violatedRule) => {
    const answer = await events(await aWorld(), query);
    expect(answer).toMatchObject({ status: 400, body: validationError({ field, violatedRule }) });
  });

  it('with an invalid range report both ends at once', async () => {
    const expected = validationError(
      { field: 'after', violatedRule: 'TYPE' },
      { field: 'limit', violatedRule: 'MIN', data: { threshold: 1 } },
    );
    expect((await events(await aWorld(), '?after=x&limit=0')).body).toEqual(expected);
  });

  it('include an icon and a custom name that are set and unset', async () => {
    const world = await aWorld();
    const icon = { url: 'https://cdn.example.org/a.svg' };
    await ask(world.handler, 'PATCH', {
      json: { loyaltyProgram: { pointDefinition: { customName: 'Shells', icon } } },
    });
    await ask(world.handler, 'PATCH', { json: { loyaltyProgram: { pointDefinition: null } } });
    const unset = { pointDefinition: { customName: null, icon: null } };
    const set = { pointDefinition: { customName: 'Shells', icon } };
    expect(await events(world)).toMatchObject({
      body: {
        events: [
          { before: unset, after: set },
          { before: set, after: unset },
        ],
      },
    });
  });
});
