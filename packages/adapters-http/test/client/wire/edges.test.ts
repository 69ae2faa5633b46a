import {
  HttpInstallationCheck,
  HttpLoyaltyProgramRepository,
  createLoyaltyProgramsClient,
} from '@loyalty-programs/adapters-http/client';
import { aContext } from '@loyalty-programs/contract-tests';
import { FIELDS } from '@loyalty-programs/core';
import { untouchedDraft, update } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SITE } from '../../support/keys.js';
import { SECRET_KEY, forThisTest, goodAnswer, impatient, refusal, unguarded } from '../support/calls.js';
import { theError, unexpected } from '../support/outcomes.js';
import { answering, inTurn } from '../support/raw-server.js';
import { aRemote } from '../support/remote.js';

const NOT_FOUND = [
  { what: 'JSON', body: '{"message":"not found","details":{}}' },
  { what: 'HTML', body: '<h1>Not found</h1>' },
];

describe('A remote without history and erasure', () => {
  it.each(NOT_FOUND)('is unavailable for both when it answers with $what', async ({ body }) => {
    const options = impatient((await forThisTest(answering(404, body))).origin);
    const repository = new HttpLoyaltyProgramRepository(options);
    const programs = createLoyaltyProgramsClient(options);
    const errors = [
      (await repository.history(SITE, 0, 10)).match(unexpected, theError),
      (await repository.erase(SITE)).match(unexpected, theError),
      await programs.history(SITE).match(unexpected, theError),
      await programs.erase(SITE).match(unexpected, theError),
    ];
    expect(errors.map(({ type }) => type)).toEqual([
      'RepositoryUnavailable',
      'RepositoryUnavailable',
      'Unavailable',
      'Unavailable',
    ]);
    expect(JSON.stringify(errors)).not.toContain(SECRET_KEY);
  });
});

describe('An icon that breaks our rules', () => {
  it('is treated as none in an answer', async () => {
    const icon = { url: 'image://v1/11062b_star/64/64/star.png', altText: 'Star' };
    expect(FIELDS.pointDefinition.icon.kind.parse(icon, '').match(unexpected, theError)).toHaveLength(1);
    const { loyaltyProgram } = { loyaltyProgram: {}, ...goodAnswer() };
    const body = { loyaltyProgram: { ...loyaltyProgram, pointDefinition: { customName: 'Stars', icon } } };
    const { origin } = await forThisTest(answering(200, body));
    const programs = createLoyaltyProgramsClient(impatient(origin));
    expect((await programs.get(SITE))._unsafeUnwrap().pointDefinition).toMatchObject({
      customName: 'Stars',
      icon: null,
    });
  });
});

describe('A refusal with nothing but a code, as from the hosted API,', () => {
  it.each([
    ['NO_COMPATIBLE_APP', { type: 'PreconditionsNotMet', unmet: ['NoCompatibleApp'] }],
    ['PREMIUM_FEATURE_MISSING', { type: 'PreconditionsNotMet', unmet: ['PremiumFeatureMissing'] }],
    ['LOYALTY_NOT_INSTALLED', { type: 'LoyaltyNotInstalled', siteId: SITE }],
    ['ABORTED', { type: 'TooMuchContention', siteId: SITE, attempts: 0 }],
    // Nobody had asked for a revision.
    ['INVALID_REVISION', { type: 'Rejected', cause: 'INVALID_REVISION' }],
    ['REJECTED', { type: 'Rejected', cause: 'REJECTED' }],
    ['SITE_IS_FROZEN', { type: 'Rejected', cause: 'SITE_IS_FROZEN' }],
  ])('is read: %s', async (code, error) => {
    const { origin } = await forThisTest(answering(428, refusal(code)));
    expect((await unguarded(impatient(origin))).match(unexpected, theError)).toEqual(error);
  });
});

describe('Nothing', () => {
  it('is requested for an empty list of sites', async () => {
    const server = await forThisTest(answering(500, ''));
    const programs = createLoyaltyProgramsClient(impatient(server.origin));
    expect((await programs.bulkGet([]))._unsafeUnwrap()).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});

describe('A change beyond the size limit of a service', () => {
  it('is rejected and not stored in part', async () => {
    const remote = await aRemote();
    onTestFinished(() => remote.stop());
    await remote.install(SITE);
    const repository = new HttpLoyaltyProgramRepository(remote.options);
    const change = update(untouchedDraft(SITE, 0), { name: 'Reef Club' }, aContext())._unsafeUnwrap();
    const [event] = change.events;
    if (event?.type !== 'ProgramUpdated') throw new Error('another event');
    // No rule allows it, but a caller in JavaScript may well try.
    const long = Object.assign({}, event.after, { name: 'x'.repeat(65 * 1024) });
    const saved = await repository.save({ ...change, events: [{ ...event, after: long }] });
    expect(saved.match(unexpected, theError)).toEqual({ type: 'Rejected', cause: 'PAYLOAD_TOO_LARGE' });
    expect((await repository.find(SITE))._unsafeUnwrap()).toBeUndefined();
  });

  it('is rejected by the operations too, even if only white space makes it long', async () => {
    const remote = await aRemote();
    onTestFinished(() => remote.stop());
    await remote.install(SITE);
    const programs = createLoyaltyProgramsClient(remote.options);
    const name = `${' '.repeat(66_000)}Reef Club`;
    expect(await programs.update(SITE, { name }).match(unexpected, theError)).toEqual({
      type: 'Rejected',
      cause: 'PAYLOAD_TOO_LARGE',
    });
    expect((await programs.get(SITE))._unsafeUnwrap().name).toBeNull();
  });
});

describe('What prevents a port from answering', () => {
  const change = update(untouchedDraft(SITE, 0), { name: 'Stars' }, aContext())._unsafeUnwrap();

  it.each([
    ['a service in trouble', answering(500, ''), 'Unavailable, status 500'],
    ['a key that is not known', answering(401, ''), 'Unauthenticated'],
    ['silence', () => undefined, 'Unavailable, timeout'],
  ])('is told as its cause: %s', async (_, script, cause) => {
    const options = impatient((await forThisTest(script)).origin);
    const repository = new HttpLoyaltyProgramRepository(options);
    expect((await repository.find(SITE)).match(unexpected, theError)).toEqual({
      type: 'RepositoryUnavailable',
      cause,
    });
    expect((await new HttpInstallationCheck(options).check(SITE)).match(unexpected, theError)).toEqual({
      type: 'InstallationCheckUnavailable',
      cause,
    });
  });

  it('is reported when the outcome of a save is unknown', async () => {
    const told = answering(200, { ...goodAnswer(), revision: '0' }, { etag: `"${SITE}/0"` });
    const { origin } = await forThisTest(inTurn(told, answering(502, '<html>')));
    const saved = await new HttpLoyaltyProgramRepository(impatient(origin)).save(change);
    expect(saved.match(unexpected, theError)).toEqual({
      type: 'RepositoryUnavailable',
      cause: 'OutcomeUnknown, status 502',
    });
  });
});
