import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { createUndiciTransport } from '@loyalty-programs/adapters-http/client/undici';
import { siteIdOf } from '@loyalty-programs/core';
import { Pool } from 'undici';
import { KEY, PATH } from './servers/wire.js';
import { readOptions } from './support/options.js';
import { measure, rateIn, ratioIn } from './support/rounds.js';
import { startServer } from './support/server-process.js';
import { perSecond, printHead, printLine } from './support/table.js';

// What the client costs, against its transports alone: the same request, the answer parsed as JSON and not looked
// at. The server is a process of its own and gives the same answer to everything.

const IN_FLIGHT = [1, 32] as const;

const FETCH = 'fetch alone';
const CLIENT = 'client';
const POOL = 'undici alone';
const CLIENT_ON_UNDICI = 'client on undici';

/** For each number of calls in flight. */
const GOALS = [
  [CLIENT, FETCH, ['0.70', '0.60']],
  [CLIENT_ON_UNDICI, POOL, ['0.60', '0.25']],
  [CLIENT_ON_UNDICI, CLIENT, ['1.30', '1.60']],
] as const;

const options = readOptions({ rounds: 7, slice: 700 });
const site = siteIdOf('site-1');
const headers = { authorization: KEY, 'wix-site-id': site };

const server = await startServer('canned');
const origin = `http://127.0.0.1:${server.port}`;
const pool = new Pool(origin, { connections: 64 });
const undici = createUndiciTransport(origin, { connections: 64 });
const shared = { baseUrl: `${origin}/loyalty-programs`, credentials: { apiKey: KEY } };
const client = createLoyaltyProgramsClient(shared);
const onUndici = createLoyaltyProgramsClient({ ...shared, transport: undici.transport });

const ways = {
  [FETCH]: async () => {
    const json: unknown = await (await fetch(origin + PATH, { headers })).json();
    return json;
  },
  [CLIENT]: async () => (await client.get(site))._unsafeUnwrap(),
  [POOL]: async () => (await pool.request({ method: 'GET', path: PATH, headers })).body.json(),
  [CLIENT_ON_UNDICI]: async () => (await onUndici.get(site))._unsafeUnwrap(),
};

try {
  printHead('HTTP client, getting a program');
  for (const [at, inFlight] of IN_FLIGHT.entries()) {
    const rates = await measure(ways, { ...options, inFlight });
    for (const [way, baseline, goals] of GOALS) {
      printLine({
        what: `${inFlight} in flight: ${way} to ${baseline}`,
        ratio: ratioIn(rates, way, baseline),
        goal: goals[at] ?? '',
        note: `${perSecond(rateIn(rates, way))} to ${perSecond(rateIn(rates, baseline))}`,
      });
    }
  }
} finally {
  await Promise.all([pool.close(), undici.close()]);
  await server.stop();
}
