import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp } from '@loyalty-programs/testing/cleanup';
import { expectPromisesKeptAt } from '@loyalty-programs/testing/faults/expect-promises';
import { Ledger } from '@loyalty-programs/testing/faults/ledger';
import { load } from '@loyalty-programs/testing/faults/load';
import { availableTargets } from './support/service-targets.js';
import { ServiceUnderFire } from './support/service-under-fire.js';

const ROUNDS = 20;
/** How many changes each process acknowledges before it is killed. */
const ACKNOWLEDGED = 25;

afterAll(cleanUp);

describe.each(availableTargets)('A service on $engine', ({ newTarget }) => {
  it(
    'that is killed over and over loses nothing it has acknowledged, and does nothing twice',
    { timeout: 300_000 },
    async () => {
      const target = await newTarget();
      const service = await ServiceUnderFire.start(target.settings);
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
      await expectPromisesKeptAt(target, sites, ledger);
    },
  );
});
