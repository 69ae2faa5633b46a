import { isRecord } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { ask } from '../support/ask.js';
import { activated } from '../support/calls.js';
import { aWorld } from '../support/world.js';

const icon = {
  id: 'sh_19',
  url: 'https://cdn.example.org/sh_19.svg',
  height: 64,
  width: 64,
  altText: 'shell',
  filename: 'shell.svg',
};

describe('A program that is sent back whole', () => {
  it.each([
    ['its icon in full', { pointDefinition: { customName: 'Shells', icon } }],
    ['a preset icon', { pointDefinition: { icon: { id: '', url: 'https://cdn.example.org/a.svg' } } }],
    ['no point definition', {}],
  ])('with %s changes nothing: same revision, same tag, same dates', async (_what, update) => {
    const world = await aWorld();
    await activated(world);
    await ask(world.handler, 'PATCH', { json: { loyaltyProgram: update } });
    const got = await ask(world.handler, 'GET');
    world.clock.advance(86_400_000);
    const answer = await ask(world.handler, 'PATCH', { json: got.body });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(got.text);
    expect(answer.headers['etag']).toBe(got.headers['etag']);
  });

  it('has its revision beside it, not inside', async () => {
    const world = await aWorld();
    const answers = [await activated(world), await ask(world.handler, 'GET')];
    for (const { body } of answers) {
      const { loyaltyProgram, revision } = isRecord(body) ? body : {};
      expect(revision).toBe('2');
      expect(loyaltyProgram).not.toHaveProperty('revision');
      expect(loyaltyProgram).not.toHaveProperty('siteId');
    }
  });

  it('changes no read-only fields', async () => {
    const { handler } = await aWorld();
    const before = await ask(handler, 'GET');
    const json = {
      loyaltyProgram: {
        id: 'x',
        siteId: 'site-b',
        status: 'ACTIVE',
        revision: '12',
        createdDate: '1999-01-01T00:00:00.000Z',
        updatedDate: 7,
        premiumFeatures: { loyaltyProgram: 'no' },
        pointsExpiration: { status: 'ENABLED' },
        pointDefinition: { plural: 'x' },
        extendedFields: { namespaces: {} },
      },
      fieldMask: ['status'],
    };
    const answer = await ask(handler, 'PATCH', { json });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(before.text);
  });
});
