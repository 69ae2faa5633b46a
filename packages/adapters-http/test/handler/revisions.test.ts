import { describe, expect, it } from 'vitest';
import { ask } from '../support/ask.js';
import { applicationError, validationError } from '../support/bodies.js';
import { named } from '../support/calls.js';
import { SISTER_SITE, SITE } from '../support/keys.js';
import { type World, aWorld } from '../support/world.js';

const update = (name = 'Sea Club') => ({ loyaltyProgram: { name } });
const guardedBy = (tag: string) => ({ headers: { 'if-match': tag } });

/** A world whose program is at revision 2. */
const atTwo = async (): Promise<World> => {
  const world = await aWorld();
  await named(world);
  await named(world, { name: 'Second Club' });
  return world;
};

const conflict = (status: number, expectedRevision?: string): object => ({
  status,
  body: applicationError('INVALID_REVISION', {
    ...(expectedRevision !== undefined && { expectedRevision }),
    actualRevision: '2',
  }),
});

describe('A revision beside the program in the body', () => {
  it.each(['2', 2, '0002', null])('as %j allows the change', async (revision) => {
    const { handler } = await atTwo();
    const answer = await ask(handler, 'PATCH', { json: { ...update(), revision } });
    expect(answer).toMatchObject({ status: 200, body: { revision: '3' } });
  });

  it.each([
    ['1', '1'],
    ['3', '3'],
    [0, '0'],
    ['9007199254740991', '9007199254740991'],
  ])('as %j is a conflict, 409', async (revision, expected) => {
    const { handler } = await atTwo();
    const answer = await ask(handler, 'PATCH', { json: { ...update(), revision } });
    expect(answer).toMatchObject(conflict(409, expected));
    expect(await ask(handler, 'GET')).toMatchObject({ body: { revision: '2' } });
  });

  it.each([
    '',
    ' 2',
    '2.0',
    '-1',
    '1e0',
    '0x2',
    '٢',
    '9007199254740992',
    '1'.repeat(400),
    1.5,
    -1,
    1e300,
    true,
    [2],
    {},
  ])('as %j is malformed, 400', async (revision) => {
    const answer = await ask((await atTwo()).handler, 'PATCH', { json: { ...update(), revision } });
    const violation = { field: 'revision', violatedRule: 'FORMAT' };
    expect(answer).toMatchObject({ status: 400, body: validationError(violation) });
  });

  it('is ignored inside the program', async () => {
    const { handler } = await atTwo();
    const json = { loyaltyProgram: { name: 'Sea Club', revision: '0' } };
    expect(await ask(handler, 'PATCH', { json })).toMatchObject({ status: 200, body: { revision: '3' } });
  });
});

describe('If-Match', () => {
  it.each([
    `"${SITE}/2"`,
    ` "${SITE}/2" `,
    '*',
    `W/"${SITE}/2"`,
    `"${SITE}/2-gzip"`,
    `W/"${SITE}/2-gzip"`,
    `"${SITE}/2--gzip"`,
    `"${SITE}/2-br"`,
    `"${SITE}/1", "${SITE}/2"`,
    `"${SITE}/2","${SITE}/9"`,
    `"a,b" , ,W/"${SITE}/2-br",`,
    `"${SITE}/1", "${SITE}/2", "${SITE}/3", "${SITE}/9007199254740991"`,
  ])('with %j allows the change', async (tag) => {
    const { handler } = await atTwo();
    const answer = await ask(handler, 'PATCH', { json: update(), ...guardedBy(tag) });
    expect(answer).toMatchObject({ status: 200, headers: { etag: `"${SITE}/3"` } });
  });

  it('with a stale tag is 412 with both revisions', async () => {
    const { handler } = await atTwo();
    expect(await ask(handler, 'PATCH', { json: update(), ...guardedBy(`"${SITE}/1"`) })).toMatchObject(
      conflict(412, '1'),
    );
  });

  it.each([
    ['a list without the revision', `"${SISTER_SITE}/2", "x"`],
    ['another suffix', `"${SITE}/2-draft"`],
    ['a coding in the middle', `"${SITE}-gzip/2"`],
    ['the tag of another site', `"${SISTER_SITE}/2"`],
    ['a bare revision', '"2"'],
    ['an empty tag', '""'],
    ['leading zeros', `"${SITE}/02"`],
    ['a revision that no program has', `"${SITE}/9007199254740992"`],
    ['a huge number', `"${SITE}/${'9'.repeat(5000)}"`],
    ['a tag of somebody else', '"5d41402abc4b2a76b9719d911017c592"'],
  ])('with %s never matches, 412', async (_what, tag) => {
    const { handler } = await atTwo();
    expect(await ask(handler, 'PATCH', { json: update(), ...guardedBy(tag) })).toMatchObject(conflict(412));
    expect(await ask(handler, 'GET')).toMatchObject({ body: { revision: '2' } });
  });

  it.each([
    '',
    '2',
    'site-a/2',
    `"${SITE}/2`,
    '"a", *',
    '*, *',
    ',',
    '"a" "b"',
    'w/"a"',
    '"a"b"',
    '**',
    '"a b"',
  ])('as %j is malformed, 400', async (tag) => {
    const answer = await ask((await atTwo()).handler, 'PATCH', { json: update(), ...guardedBy(tag) });
    const violation = { field: 'If-Match', violatedRule: 'FORMAT' };
    expect(answer).toMatchObject({ status: 400, body: validationError(violation) });
  });

  it.each(['activate', 'pause', 'points-expiration/enable', 'points-expiration/disable'])(
    'applies to %s too if something would change',
    async (action) => {
      const world = await atTwo();
      if (action === 'pause') await ask(world.handler, 'POST', { path: '/v1/program/activate' });
      if (action.endsWith('disable')) {
        await ask(world.handler, 'POST', { path: '/v1/program/points-expiration/enable' });
      }
      const path = `/v1/program/${action}`;
      expect(await ask(world.handler, 'POST', { path, ...guardedBy(`"${SITE}/1"`) })).toMatchObject({
        status: 412,
      });
      const { headers } = await ask(world.handler, 'GET');
      const answer = await ask(world.handler, 'POST', { path, ...guardedBy(String(headers['etag'])) });
      expect(answer.status).toBe(200);
    },
  );

  it('overrides a revision in the body, but * does not', async () => {
    const { handler } = await atTwo();
    const json = { ...update(), revision: '1' };
    expect(await ask(handler, 'PATCH', { json, ...guardedBy('*') })).toMatchObject(conflict(409, '1'));
    expect(await ask(handler, 'PATCH', { json, ...guardedBy(`"${SITE}/2"`) })).toMatchObject({ status: 200 });
  });

  it('with a stale tag is ignored if nothing would change', async () => {
    const { handler } = await atTwo();
    const answer = await ask(handler, 'PATCH', { json: update('Second Club'), ...guardedBy(`"${SITE}/1"`) });
    expect(answer).toMatchObject({ status: 200, body: { revision: '2' }, headers: { etag: `"${SITE}/2"` } });
  });
});
