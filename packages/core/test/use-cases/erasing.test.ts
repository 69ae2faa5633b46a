import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { no, theError, unexpected, yes } from '../support/outcomes.js';
import { SITE, aHost, programsOn } from '../support/ports.js';

describe('erasing', () => {
  test('removes program and history, so that the site starts again', async () => {
    const { programs, install } = aHost();
    const siteId = await install();
    const untouched = (await programs.get(siteId))._unsafeUnwrap();
    (await programs.update(siteId, { name: 'Star Club' }))._unsafeUnwrap();
    (await programs.erase(siteId))._unsafeUnwrap();
    expect((await programs.get(siteId))._unsafeUnwrap()).toEqual(untouched);
    expect((await programs.history(siteId))._unsafeUnwrap()).toEqual([]);
  });

  test('works on a site without loyalty and with nothing stored', async () => {
    const { programs, installations, repository, install } = aHost();
    const siteId = await install();
    (await programs.update(siteId, { name: 'Star Club' }))._unsafeUnwrap();
    (await installations.remove(siteId))._unsafeUnwrap();
    (await programs.erase(siteId))._unsafeUnwrap();
    (await programs.erase(siteId))._unsafeUnwrap();
    expect((await repository.find(siteId))._unsafeUnwrap()).toBeUndefined();
  });

  test('waits for its turn among the changes of the site', async () => {
    const { programs, repository, install } = aHost();
    const siteId = await install();
    const updated = programs.update(siteId, { name: 'Star Club' }).match(yes, no);
    const erased = programs.erase(siteId).match(yes, no);
    expect(await Promise.all([updated, erased])).toEqual([true, true]);
    expect((await repository.find(siteId))._unsafeUnwrap()).toBeUndefined();
  });

  test('without an answer of the store has an unknown outcome', async () => {
    const cause = 'the cable is cut';
    const programs = programsOn({
      erase: () => Promise.resolve(err({ type: 'RepositoryUnavailable', cause })),
    });
    expect((await programs.erase(SITE)).match(unexpected, theError)).toEqual({
      type: 'OutcomeUnknown',
      cause,
    });
  });

  test('that the store certainly did not carry out reports an outage', async () => {
    const cause = 'the disk is full';
    const programs = programsOn({
      erase: () => Promise.resolve(err({ type: 'RepositoryUnavailable', cause, notDone: true })),
    });
    expect((await programs.erase(SITE)).match(unexpected, theError)).toEqual({
      type: 'RepositoryUnavailable',
      cause,
    });
  });

  test('cancelled before it began erases nothing', async () => {
    let erased = 0;
    const programs = programsOn({
      erase: () => {
        erased += 1;
        return Promise.resolve(ok(undefined));
      },
    });
    const outcome = await programs.erase(SITE, { signal: AbortSignal.abort() });
    expect(outcome.match(unexpected, theError)).toEqual({ type: 'Cancelled' });
    expect(erased).toBe(0);
  });
});
