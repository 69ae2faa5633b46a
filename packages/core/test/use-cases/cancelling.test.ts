import { aDraftProgram } from '@loyalty-programs/contract-tests';
import { err, ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { ALL_CALLS } from '../support/calls.js';
import { SITE, programsOn } from '../support/ports.js';
import { no, theError, unexpected, yes } from '../support/outcomes.js';

const untouchable = () => Promise.reject(new Error('a port was touched'));

const untouched = programsOn(
  { find: untouchable, findMany: untouchable, save: untouchable, history: untouchable },
  { check: untouchable, checkMany: untouchable },
);

describe('an aborted signal', () => {
  test.each(Object.entries(ALL_CALLS))('ends %s before any port is called', async (_name, call) => {
    const answer = await call(untouched, SITE, { signal: AbortSignal.abort() });
    expect(answer.match(unexpected, theError)).toEqual({ type: 'Cancelled' });
  });

  test('ends a change that waits in the queue', async () => {
    const aborting = new AbortController();
    const saved: unknown[] = [];
    const host = programsOn({
      save: ({ program }) => {
        saved.push(program.name);
        aborting.abort();
        return Promise.resolve(ok(program));
      },
    });
    const first = host.update(SITE, { name: 'First' }).match(yes, no);
    const second = await host.update(SITE, { name: 'Second' }, { signal: aborting.signal });
    expect(await first).toBe(true);
    expect(second.match(unexpected, theError)).toEqual({ type: 'Cancelled' });
    expect(saved).toEqual(['First']);
  });

  test('ends a change between two attempts', async () => {
    const aborting = new AbortController();
    let tries = 0;
    const host = programsOn({
      find: () => Promise.resolve(ok(aDraftProgram({ siteId: SITE }))),
      save: () => {
        tries += 1;
        aborting.abort();
        return Promise.resolve(err({ type: 'RevisionConflict', siteId: SITE, expectedRevision: 0 }));
      },
    });
    const answer = await host.update(SITE, { name: 'Star Club' }, { signal: aborting.signal });
    expect(answer.match(unexpected, theError)).toEqual({ type: 'Cancelled' });
    expect(tries).toBe(1);
  });

  test('has no effect if it is not aborted', async () => {
    const { signal } = new AbortController();
    const programs = programsOn();
    (await programs.get(SITE, { signal }))._unsafeUnwrap();
    (await programs.bulkGet([SITE], { signal }))._unsafeUnwrap();
    (await programs.readiness(SITE, { signal }))._unsafeUnwrap();
    (await programs.update(SITE, { name: 'Star Club' }, { signal }))._unsafeUnwrap();
  });
});
