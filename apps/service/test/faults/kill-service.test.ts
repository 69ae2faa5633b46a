import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { expectPromisesKeptAt } from '@loyalty-programs/testing/faults/expect-promises';
import { Ledger } from '@loyalty-programs/testing/faults/ledger';
import { load } from '@loyalty-programs/testing/faults/load';
import { availablePlaces } from './support/service-places.js';
import { ServiceUnderFire } from './support/service-under-fire.js';

const ROUNDS = 20;
/** How many changes each process acknowledges before it is killed. */
const ACKNOWLEDGED = 25;

afterAll(cleanUp);

describe.each(availablePlaces)('A service on $engine', ({ newPlace }) => {
  it(
    'that is killed over and over loses nothing it has acknowledged, and does nothing twice',
    { timeout: 300_000 },
    async () => {
      const place = await newPlace();
      const service = await ServiceUnderFire.start(place.settings);
      const sites = await service.sites(4);
      const ledger = new Ledger();
      const running = load(() => service.programs, sites, ledger);
      for (let round = 0; round < ROUNDS; round += 1) {
        await ledger.more(ACKNOWLEDGED, 'acknowledged');
        await sleep(round);
        await service.kill();
        await service.restart();
      }
      await ledger.more(ACKNOWLEDGED, 'acknowledged');
      await running.stop();
      await service.stop();

      // It was hit while it worked.
      expect(ledger.count('unknown')).toBeGreaterThan(0);
      expect(service.complaints()).toEqual([]);
      await expectPromisesKeptAt(place, sites, ledger);
    },
  );
});
