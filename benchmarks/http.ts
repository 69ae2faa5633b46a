import { deepEqual } from 'node:assert/strict';
import type { SiteId } from '@loyalty-programs/core';
import { startPostgresServer } from '@loyalty-programs/testing/postgres/postgres-server';
import { KEY, PATH } from './servers/wire.js';
import { Connection } from './support/connection.js';
import { readOptions } from './support/options.js';
import { createDatabase, fillPostgres } from './support/postgres-store.js';
import { siteAt } from './support/programs.js';
import { type Call, measure, rateIn, ratioIn } from './support/rounds.js';
import { type ServerProcess, startServer } from './support/server-process.js';
import { Sites } from './support/sites.js';
import { perSecond, printHead, printLine } from './support/table.js';

// What our API serves, on PostgreSQL with coalescing, against what one would write instead: equal lookups, equal
// answers. Each server is a process of its own, and so is the load. A ratio above 1 says that ours is faster.

const CONNECTIONS = [1, 32, 128] as const;

const OURS = 'ours';
const OTHERS = ['bare node:http + pg', 'express + kysely'] as const;

const options = readOptions({ rounds: 5, slice: 1000, programs: 10_000 });

interface Served {
  readonly server: ServerProcess;
  readonly connections: readonly Connection[];
}

const serve = async (kind: string, url: string): Promise<Served> => {
  const server = await startServer(kind, url);
  const connections = Array.from({ length: Math.max(...CONNECTIONS) }, () => Connection.open(server.port));
  return { server, connections: await Promise.all(connections) };
};

const head = (method: string, site: SiteId): string =>
  `${method} ${PATH} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${KEY}\r\nwix-site-id: ${site}\r\n`;

const getRequest = (site: SiteId): string => `${head('GET', site)}\r\n`;

const patchRequest = (site: SiteId, name: string): string => {
  const body = JSON.stringify({ loyaltyProgram: { name } });
  const length = String(Buffer.byteLength(body));
  return `${head('PATCH', site)}content-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`;
};

/** Sends a request on the connection of the worker. Returns the body of an answer that is a success. */
const ask = async ({ connections }: Served, worker: number, request: string): Promise<string> => {
  const answer = await connections[worker]?.request(request);
  if (answer?.status !== 200)
    throw new Error(`a request failed: ${String(answer?.status)} ${answer?.body ?? ''}`);
  return answer.body;
};

let renamings = 0;
const nextName = (): string => `Star Club ${(renamings += 1)}`;

/** Without the time of the last change, which is another one at each of them. */
const comparable = (body: string): unknown =>
  JSON.parse(body, (key, value: unknown) => (key === 'updatedDate' || key === 'revision' ? null : value));

const compareAnswers = async (servers: ReadonlyMap<string, Served>): Promise<void> => {
  const requests = [getRequest(siteAt(1)), patchRequest(siteAt(1), nextName())];
  for (const request of requests) {
    const bodies = [];
    for (const served of servers.values()) bodies.push(comparable(await ask(served, 0, request)));
    for (const body of bodies) deepEqual(body, bodies[0]);
  }
};

const compare = async (what: string, ways: ReadonlyMap<string, Call>): Promise<void> => {
  for (const inFlight of CONNECTIONS) {
    const rates = await measure(Object.fromEntries(ways), { ...options, inFlight });
    for (const other of OTHERS) {
      printLine({
        what: `${what}, ${inFlight} connections: ours to ${other}`,
        ratio: ratioIn(rates, OURS, other),
        goal: '',
        note: `${perSecond(rateIn(rates, OURS))} to ${perSecond(rateIn(rates, other))}`,
      });
    }
  }
};

const database = await startPostgresServer();
const servers = new Map<string, Served>();
try {
  const url = await createDatabase(database.url, 'http');
  await fillPostgres(url, options.programs);
  for (const kind of [OURS, ...OTHERS]) servers.set(kind, await serve(kind, url));
  await compareAnswers(servers);

  const sites = new Sites(options.programs, Math.max(...CONNECTIONS));
  const waysOf = (requestOf: (worker: number) => string): ReadonlyMap<string, Call> =>
    new Map(
      Array.from(servers, ([kind, served]) => [
        kind,
        (worker: number) => ask(served, worker, requestOf(worker)),
      ]),
    );
  printHead('HTTP and PostgreSQL');
  await compare(
    'GET',
    waysOf(() => getRequest(sites.any())),
  );
  await compare(
    'PATCH',
    waysOf((worker) => patchRequest(siteAt(sites.ofWorker(worker)), nextName())),
  );
} finally {
  for (const { server, connections } of servers.values()) {
    for (const connection of connections) connection.close();
    await server.stop();
  }
  await database.remove();
}
