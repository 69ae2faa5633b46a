import { siteIdOf } from '@loyalty-programs/core';
import { afterAll, describe, expect, it } from 'vitest';
import { aSite } from '../support/api.js';
import { afterwards, cleanUp } from '@loyalty-programs/testing/cleanup';
import { createTestDatabase, postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { expectPromisesKeptAt } from '@loyalty-programs/testing/faults/expect-promises';
import { Ledger } from '@loyalty-programs/testing/faults/ledger';
import { load } from '@loyalty-programs/testing/faults/load';
import { ServiceUnderFire } from './support/service-under-fire.js';

afterAll(cleanUp);

const twoServices = async (): Promise<{ url: string; one: ServiceUnderFire; other: ServiceUnderFire }> => {
  const { url, drop } = await createTestDatabase();
  afterwards(drop);
  const settings = { DATABASE_URL: url };
  const [one, other] = await Promise.all([1, 2].map(() => ServiceUnderFire.start(settings)));
  if (one === undefined || other === undefined) throw new Error('not both have started');
  return { url, one, other };
};

describe.skipIf(!postgresAvailable)('Two services on one database', () => {
  it('look like one to their callers', { timeout: 120_000 }, async () => {
    const { url, one, other } = await twoServices();

    // What one of them acknowledges the other one knows.
    const shop = siteIdOf(await aSite(one.origin, {}, 'shop'));
    for (let number = 0; number < 100; number += 1) {
      const [writer, reader] = number % 2 === 0 ? [one, other] : [other, one];
      const name = `Club ${number}`;
      const { revision } = (await writer.programs.update(shop, { name }))._unsafeUnwrap();
      expect((await reader.programs.get(shop))._unsafeUnwrap()).toMatchObject({ name, revision });
    }

    // Of those who change one revision at both, one wins.
    for (let round = 0; round < 10; round += 1) {
      const { revision: expectedRevision } = (await one.programs.get(shop))._unsafeUnwrap();
      const updated = await Promise.all(
        Array.from({ length: 16 }, (_, number) =>
          (number % 2 === 0 ? one : other).programs.update(
            shop,
            { name: `Round ${round}.${number}` },
            { expectedRevision },
          ),
        ),
      );
      const refusals = updated.flatMap((each) => (each.isErr() ? [each.error.type] : []));
      expect(refusals).toEqual(Array.from({ length: 15 }, () => 'RevisionConflict'));
    }

    // A load on both keeps to the rules of one.
    const sites = await one.sites(4);
    const ledger = new Ledger();
    const running = load((worker) => (worker % 2 === 0 ? one : other).programs, sites, ledger);
    await ledger.more(1000, 'acknowledged');
    await running.stop();
    expect(ledger.count('unknown')).toBe(0);

    // One that dies takes nothing with it.
    await one.kill();
    const last = (await other.programs.update(shop, { name: 'Last Club' }))._unsafeUnwrap();
    await one.restart();
    expect((await one.programs.get(shop))._unsafeUnwrap()).toEqual(last);

    await Promise.all([one.stop(), other.stop()]);
    expect([...one.complaints(), ...other.complaints()]).toEqual([]);
    await expectPromisesKeptAt({ engine: 'postgres', address: url }, sites, ledger);
  });
});
