import { describe, expect, it } from 'vitest';
import { PREFIXES } from '../../src/server/index.js';
import { ask } from '../support/ask.js';
import { INSTALLED_DATE, NOW, programBody } from '../support/bodies.js';
import { activated, named } from '../support/calls.js';
import { SITE } from '../support/keys.js';
import { aWorld } from '../support/world.js';

describe.each(PREFIXES)('The program below %s', (prefix) => {
  it('is an untouched draft before its first change', async () => {
    const { handler } = await aWorld();
    const { status, body, headers } = await ask(handler, 'GET', { prefix });
    expect(status).toBe(200);
    expect(body).toEqual({ loyaltyProgram: programBody(), revision: '0' });
    expect(headers['etag']).toBe(`"${SITE}/0"`);
  });

  it('is changed by PATCH, field by field', async () => {
    const world = await aWorld();
    const icon = { url: 'https://cdn.example.org/shell.svg', altText: 'a shell' };
    await named(world, { pointDefinition: { icon } });
    const { status, body, headers } = await ask(world.handler, 'PATCH', {
      prefix,
      json: {
        loyaltyProgram: {
          pointDefinition: { customName: ' Shells ' },
          pointsExpiration: { monthsOfInactivity: 6 },
        },
      },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      loyaltyProgram: programBody({
        name: 'Harbour Club',
        pointDefinition: { customName: 'Shells', icon },
        pointsExpiration: { status: 'DISABLED', monthsOfInactivity: 6, expiringPointsPercentage: 100 },
        createdDate: INSTALLED_DATE,
        updatedDate: NOW,
      }),
      revision: '2',
    });
    expect(headers['etag']).toBe(`"${SITE}/2"`);
  });

  it('becomes ACTIVE, PAUSED and again ACTIVE', async () => {
    const world = await aWorld();
    await named(world);
    for (const [action, status] of [
      ['activate', 'ACTIVE'],
      ['pause', 'PAUSED'],
      ['activate', 'ACTIVE'],
    ]) {
      const answer = await ask(world.handler, 'POST', {
        prefix,
        path: `/v1/program/${String(action)}`,
        json: {},
      });
      expect(answer).toMatchObject({
        status: 200,
        body: { loyaltyProgram: { name: 'Harbour Club', status } },
      });
    }
  });

  it('gets its points expiration enabled and disabled', async () => {
    const { handler } = await aWorld();
    for (const [action, status] of [
      ['enable', 'ENABLED'],
      ['disable', 'DISABLED'],
    ]) {
      const path = `/v1/program/points-expiration/${String(action)}`;
      const answer = await ask(handler, 'POST', { prefix, path, json: {} });
      expect(answer).toMatchObject({
        status: 200,
        body: { loyaltyProgram: { pointsExpiration: { status } } },
      });
    }
  });
});

describe('An erased program', () => {
  it('starts again, with an empty history, if loyalty is installed', async () => {
    const world = await aWorld();
    await activated(world);
    for (let times = 0; times < 2; times += 1) {
      const { status, body, headers } = await ask(world.handler, 'DELETE');
      expect([status, body]).toEqual([200, {}]);
      expect(headers).not.toHaveProperty('etag');
    }
    expect((await ask(world.handler, 'GET')).body).toEqual({ loyaltyProgram: programBody(), revision: '0' });
    expect((await ask(world.handler, 'GET', { path: '/v1/program/events' })).body).toEqual({ events: [] });
  });

  it.each(['"site-a/1"', '*', 'bogus'])('is not erased under a guard that nobody keeps: %s', async (tag) => {
    const world = await aWorld();
    await activated(world);
    const before = await ask(world.handler, 'GET');
    expect(await ask(world.handler, 'DELETE', { headers: { 'if-match': tag } })).toMatchObject({
      status: 400,
      body: { details: { validationError: { fieldViolations: [{ field: 'If-Match' }] } } },
    });
    expect((await ask(world.handler, 'GET')).body).toEqual(before.body);
  });
});

describe('An action', () => {
  it.each([
    ['an empty object', { json: {} }],
    ['no body at all', {}],
    ['no body but a content type', { headers: { 'content-type': 'application/json' } }],
    [
      'fields that nobody asked for',
      { json: { loyaltyProgram: { name: '' }, revision: 99, status: 'PAUSED' } },
    ],
  ])('accepts %s', async (_what, asked) => {
    const world = await aWorld();
    await named(world);
    const answer = await ask(world.handler, 'POST', { path: '/v1/program/activate', ...asked });
    expect(answer).toMatchObject({
      status: 200,
      body: { loyaltyProgram: { status: 'ACTIVE' }, revision: '2' },
    });
  });

  it('changes nothing when repeated', async () => {
    const world = await aWorld();
    const first = await activated(world);
    world.clock.advance(1000);
    const second = await ask(world.handler, 'POST', { path: '/v1/program/activate' });
    expect(second.status).toBe(200);
    expect(second.text).toBe(first.text);
    expect(second.headers['etag']).toBe(first.headers['etag']);
  });
});
