import { createServer } from 'node:http';
import {
  type Authenticate,
  createHandler,
  pageOfSites,
  PERMISSIONS,
  toNodeListener,
} from '@loyalty-programs/adapters-http/server';
import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { actorOf, createLoyalty, siteIdOf } from '@loyalty-programs/core';
import { createDashboard } from '@loyalty-programs/dashboard';
import { err, ok } from 'neverthrow';

const loyalty = createLoyalty({
  repository: new InMemoryLoyaltyProgramRepository(),
  installations: new InMemoryInstallations(),
});

const sites = [siteIdOf('my-site')];

// Your own sign-in decides who is looking, for the page and for the API that it calls.
const session: Authenticate = (request) =>
  Promise.resolve(
    request.header('cookie') === 'your-session=1'
      ? ok({
          actor: actorOf('ann'),
          permissions: new Set(PERMISSIONS),
          sites: new Set(sites),
          memberSites: (page) => Promise.resolve(ok(pageOfSites(sites, page))),
        })
      : err({ type: 'Unauthenticated' }),
  );

const dashboard = createDashboard({
  handler: createHandler({ ...loyalty, authenticate: session }),
  session,
  basePath: '/loyalty',
  signOutUrl: '/sign-out',
});

// For web-standard hosts such as Hono, Deno and Bun, use `toFetch(dashboard)`.
const server = createServer(toNodeListener(dashboard));
server.listen(0, '127.0.0.1', () => {
  console.log('The dashboard is at /loyalty/');
  server.close();
});
