import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../src/server/index.js';
import { ask } from '../support/ask.js';
import { applicationError, validationError } from '../support/bodies.js';
import { aWorld } from '../support/world.js';

const NAMED = '{"loyaltyProgram":{"name":"Sea Club"}}';
const padded = (length: number): string => NAMED + ' '.repeat(length - NAMED.length);
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

const of = (expected: string) =>
  validationError({ field: 'body', violatedRule: 'FORMAT', data: { expected } });

describe('A body', () => {
  it('of 64 KiB is accepted', async () => {
    const { handler } = await aWorld();
    expect(await ask(handler, 'PATCH', { body: padded(MAX_BODY_BYTES) })).toMatchObject({ status: 200 });
  });

  it.each(['PATCH', 'POST'])('that is longer is 413 for %s', async (method) => {
    const { handler } = await aWorld();
    const path = method === 'POST' ? '/v1/program/activate' : '/v1/program';
    expect(await ask(handler, method, { path, body: padded(MAX_BODY_BYTES + 1) })).toMatchObject({
      status: 413,
      body: applicationError('PAYLOAD_TOO_LARGE', { limitInBytes: 65_536 }),
    });
    expect(await ask(handler, 'GET')).toMatchObject({ body: { revision: '0' } });
  });

  it('is ignored by endpoints without a body', async () => {
    const { handler } = await aWorld();
    const body = padded(MAX_BODY_BYTES + 1);
    expect(await ask(handler, 'GET', { body })).toMatchObject({ status: 200 });
    expect(await ask(handler, 'DELETE', { path: '/v1/installations/site-a', body })).toMatchObject({
      status: 200,
    });
  });

  it.each([
    'application/json',
    'application/json;',
    'application/json;charset=utf-8',
    'application/json ; charset="UTF-8"',
    'Application/JSON; Charset=UTF8',
    'application/merge-patch+json',
    'application/vnd.loyalty.v1+json; charset=utf-8',
  ])('as %j is JSON', async (type) => {
    const { handler } = await aWorld();
    const answer = await ask(handler, 'PATCH', { body: NAMED, headers: { 'content-type': type } });
    expect(answer).toMatchObject({ status: 200, body: { loyaltyProgram: { name: 'Sea Club' } } });
  });

  it.each([
    undefined,
    '',
    'text/plain',
    'text/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=latin1',
    'application/json; charset=utf-16',
    'application/jsonx',
    'application/xml+jsonp',
    'application/json, text/plain',
    `application/${'+'.repeat(10_000)}`,
  ])('as %j is 415', async (type) => {
    const { handler } = await aWorld();
    const answer = await ask(handler, 'PATCH', { body: NAMED, headers: { 'content-type': type } });
    const body = applicationError('UNSUPPORTED_MEDIA_TYPE', { expected: 'application/json' });
    expect(answer).toMatchObject({ status: 415, body });
  });

  it.each(['gzip', 'br', 'deflate', 'gzip, identity', 'x'])('encoded as %s is 415', async (encoding) => {
    const { handler } = await aWorld();
    const headers = { 'content-encoding': encoding };
    expect(await ask(handler, 'PATCH', { body: NAMED, headers })).toMatchObject({ status: 415 });
    expect(
      await ask(handler, 'PATCH', { body: NAMED, headers: { 'content-encoding': 'identity' } }),
    ).toMatchObject({
      status: 200,
    });
  });

  it.each([
    ['a lone continuation byte', bytes(0x22, 0x80, 0x22)],
    ['a cut sequence', bytes(0x22, 0xe2, 0x82)],
    ['an overlong form', bytes(0x22, 0xc0, 0xaf, 0x22)],
    ['a surrogate', bytes(0x22, 0xed, 0xa0, 0x80, 0x22)],
    ['UTF-16', bytes(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00)],
  ])('with %s is malformed UTF-8, and the next one is read all the same', async (_what, body) => {
    const { handler } = await aWorld();
    expect(await ask(handler, 'PATCH', { body })).toMatchObject({
      status: 400,
      body: of('well-formed UTF-8'),
    });
    expect(await ask(handler, 'PATCH', { body: NAMED })).toMatchObject({ status: 200 });
  });

  it.each(['{', 'garbage', ' ', '{"a":1,}', "{'a':1}", '{}{}', 'NaN', '[1,', '\u0000', '"\n"', '{"a":01}'])(
    '%j is malformed JSON, also for an action',
    async (body) => {
      const { handler } = await aWorld();
      const answer = { status: 400, body: of('well-formed JSON') };
      expect(await ask(handler, 'PATCH', { body })).toMatchObject(answer);
      expect(await ask(handler, 'POST', { path: '/v1/program/activate', body })).toMatchObject(answer);
    },
  );

  it.each(['null', '[]', '"text"', '7', 'true', `${'['.repeat(20_000)}${']'.repeat(20_000)}`])(
    '%s is no object',
    async (body) => {
      const answer = await ask((await aWorld()).handler, 'PATCH', { body });
      const violation = { field: 'body', violatedRule: 'TYPE', data: { expected: 'an object' } };
      expect(answer).toMatchObject({ status: 400, body: validationError(violation) });
    },
  );

  it('may start with a byte order mark', async () => {
    const answer = await ask((await aWorld()).handler, 'PATCH', { body: `\uFEFF${NAMED}` });
    expect(answer.status).toBe(200);
  });

  it('with a repeated field counts with the last one', async () => {
    const body = '{"loyaltyProgram":{"name":"First"},"loyaltyProgram":{"name":"A","name":"Last"}}';
    const answer = await ask((await aWorld()).handler, 'PATCH', { body });
    expect(answer).toMatchObject({ status: 200, body: { loyaltyProgram: { name: 'Last' } } });
  });
});
