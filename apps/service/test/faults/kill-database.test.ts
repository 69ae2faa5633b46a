import { afterAll, describe, expect, it } from 'vitest';
import { ask } from '../support/api.js';
import { afterwards, cleanUp } from '@loyalty-programs/testing/cleanup';
import { startPostgresServer } from '@loyalty-programs/testing/postgres/postgres-server';
import { postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import { expectPromisesKeptAt } from '@loyalty-programs/testing/faults/expect-promises';
import { Ledger } from '@loyalty-programs/testing/faults/ledger';
import { load } from '@loyalty-programs/testing/faults/load';
import { ServiceUnderFire } from './support/service-under-fire.js';

const ROUNDS = 20;
/** How many changes are acknowledged before the server is killed. */
const ACKNOWLEDGED = 25;
const PASSWORD = 's3cret-2b9f';

afterAll(cleanUp);

const statusOf = async (origin: string, path: string): Promise<number> =>
  (await fetch(`${origin}${path}`)).status;

const eventually = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe.skipIf(!postgresAvailable)('A service whose database server is killed repeatedly', () => {
  it(
    'reports the outage, recovers by itself and loses nothing acknowledged',
    { timeout: 300_000 },
    async () => {
      const server = await startPostgresServer();
      afterwards(server.remove);
      const url = new URL(server.url);
      url.password = PASSWORD;
      const service = await ServiceUnderFire.start({ DATABASE_URL: url.href });
      const sites = await service.sites(4);
      const ledger = new Ledger();
      const running = load(() => service.programs, sites, ledger);
      for (let round = 0; round < ROUNDS; round += 1) {
        await ledger.more(ACKNOWLEDGED, 'acknowledged');
        await server.kill();
        await eventually(async () => (await statusOf(service.origin, '/health/ready')) === 503);
        expect(await statusOf(service.origin, '/health/live')).toBe(200);
        const { status, headers } = await ask(service.origin, 'GET', '/program', { site: sites[0] ?? '' });
        expect([status, headers.get('retry-after')]).toEqual([503, '1']);
        await server.start();
        await eventually(async () => (await statusOf(service.origin, '/health/ready')) === 200);
      }
      await ledger.more(ACKNOWLEDGED, 'acknowledged');
      await running.stop();
      await service.stop();

      expect(ledger.count('unknown')).toBeGreaterThan(0);
      expect(service.complaints()).toEqual([]);
      expect(service.written()).not.toContain(PASSWORD);
      await expectPromisesKeptAt({ engine: 'postgres', address: server.url }, sites, ledger);
    },
  );
});
