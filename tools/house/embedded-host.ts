import { createServer } from 'node:http';
import {
  PERMISSIONS,
  type Principal,
  createHandler,
  pageOfSites,
  toNodeListener,
} from '@loyalty-programs/adapters-http/server';
import {
  SqliteInstallations,
  SqliteLoyaltyProgramRepository,
  configure,
  migrate,
} from '@loyalty-programs/adapters-sql/sqlite';
import { actorOf, createLoyalty, siteIdOf } from '@loyalty-programs/core';
import { DatabaseSync } from '@photostructure/sqlite';
import { ok } from 'neverthrow';

// A host that mounts the handler on its own server, on SQLite. It writes where it listens to standard error.

const database = new DatabaseSync(':memory:');
configure(database);
migrate(database)._unsafeUnwrap();
const loyalty = createLoyalty({
  repository: new SqliteLoyaltyProgramRepository(database),
  installations: new SqliteInstallations(database),
});

const sites = [siteIdOf(process.env['SITE'] ?? '')];
(await loyalty.installations.install(sites[0] ?? siteIdOf('site'), { apps: ['stores'] }))._unsafeUnwrap();
const owner: Principal = {
  actor: actorOf('owner'),
  permissions: new Set(PERMISSIONS),
  sites: new Set(sites),
  memberSites: (page) => Promise.resolve(ok(pageOfSites(sites, page))),
};

const handler = createHandler({
  programs: loyalty.programs,
  authenticate: () => Promise.resolve(ok(owner)),
});
const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') {
    console.error(`listens on http://127.0.0.1:${address.port}`);
  }
});
