import { describe, expect, it } from 'vitest';
import { ask } from '../support/ask.js';
import { validationError } from '../support/bodies.js';
import { activated } from '../support/calls.js';
import { aWorld } from '../support/world.js';
import { textLike } from '../support/matchers.js';

describe('An update', () => {
  it.each([
    ['no body', {}, 'REQUIRED_FIELD'],
    ['an empty object', { json: {} }, 'REQUIRED_FIELD'],
    ['null', { json: { loyaltyProgram: null } }, 'REQUIRED_FIELD'],
    ['a list', { json: { loyaltyProgram: [] } }, 'TYPE'],
    ['a text', { json: { loyaltyProgram: 'Harbour Club' } }, 'TYPE'],
  ])('with %s for the program is a violation of %s', async (_what, asked, violatedRule) => {
    const answer = await ask((await aWorld()).handler, 'PATCH', asked);
    expect(answer).toMatchObject({
      status: 400,
      body: validationError({ field: 'loyaltyProgram', violatedRule }),
    });
  });

  it('reports every violation at once by path and changes nothing', async () => {
    const { handler } = await aWorld();
    const answer = await ask(handler, 'PATCH', {
      json: {
        loyaltyProgram: {
          name: 'x',
          pointDefinition: { customName: 'p'.repeat(21), icon: { url: 'star.svg', width: -1, id: 7 } },
          pointsExpiration: { monthsOfInactivity: 0, expiringPointsPercentage: 101 },
        },
      },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      validationError(
        { field: 'loyaltyProgram.name', violatedRule: 'MIN_LENGTH', data: { threshold: 2 } },
        {
          field: 'loyaltyProgram.pointDefinition.customName',
          violatedRule: 'MAX_LENGTH',
          data: { threshold: 20 },
        },
        { field: 'loyaltyProgram.pointDefinition.icon.url', violatedRule: 'FORMAT' },
        { field: 'loyaltyProgram.pointDefinition.icon.id', violatedRule: 'TYPE' },
        { field: 'loyaltyProgram.pointDefinition.icon.width', violatedRule: 'MIN', data: { threshold: 0 } },
        {
          field: 'loyaltyProgram.pointsExpiration.monthsOfInactivity',
          violatedRule: 'MIN',
          data: { threshold: 1 },
        },
        {
          field: 'loyaltyProgram.pointsExpiration.expiringPointsPercentage',
          violatedRule: 'MAX',
          data: { threshold: 100 },
        },
      ),
    );
    expect(await ask(handler, 'GET')).toMatchObject({ body: { revision: '0' } });
  });

  it('names the invalid fields in its message', async () => {
    const answer = await ask((await aWorld()).handler, 'PATCH', { json: { loyaltyProgram: { name: 'x' } } });
    expect(answer).toMatchObject({
      body: { message: textLike(/"loyaltyProgram\.name" must/u) },
    });
  });

  it('unsets the name of a draft, but not of an active program', async () => {
    const world = await aWorld();
    const json = { loyaltyProgram: { name: null } };
    expect(await ask(world.handler, 'PATCH', { json })).toMatchObject({ status: 200 });
    await activated(world);
    expect(await ask(world.handler, 'PATCH', { json })).toMatchObject({
      status: 400,
      body: validationError({ field: 'loyaltyProgram.name', violatedRule: 'REQUIRED_FIELD' }),
    });
  });
});
