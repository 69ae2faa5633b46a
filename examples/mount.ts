import { createServer } from 'node:http';
import {
  PERMISSIONS,
  type Principal,
  createHandler,
  pageOfSites,
  toNodeListener,
} from '@loyalty-programs/adapters-http/server';
import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { actorOf, createLoyalty, siteIdOf } from '@loyalty-programs/core';
import { err, ok } from 'neverthrow';

const { programs } = createLoyalty({
  repository: new InMemoryLoyaltyProgramRepository(),
  installations: new InMemoryInstallations(),
});

const sites = [siteIdOf('my-site')];
const owner: Principal = {
  actor: actorOf('owner'),
  permissions: new Set(PERMISSIONS),
  sites: new Set(sites),
  memberSites: (page) => Promise.resolve(ok(pageOfSites(sites, page))),
};

const handler = createHandler({
  programs,
  // The host decides who is calling: by session, token or key.
  authenticate: (request) =>
    Promise.resolve(
      request.header('authorization') === 'secret' ? ok(owner) : err({ type: 'Unauthenticated' }),
    ),
});

// For web-standard hosts such as Hono, Deno and Bun, use `toFetch(handler)`.
const server = createServer(toNodeListener(handler));
server.listen(0, '127.0.0.1', () => {
  console.log('Mounted');
  server.close();
});
