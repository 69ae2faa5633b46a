import { once } from 'node:events';
import { createServer } from 'node:http';
import {
  type Authenticate,
  createHandler,
  type HttpHandler,
  type HttpRequest,
  PERMISSIONS,
  type Permission,
  type Principal,
  pageOfSites,
  toNodeListener,
} from '@loyalty-programs/adapters-http/server';
import { InMemoryInstallations, InMemoryLoyaltyProgramRepository } from '@loyalty-programs/adapters-memory';
import { actorOf, createLoyalty, type Loyalty, siteIdOf } from '@loyalty-programs/core';
import { createDashboard } from '@loyalty-programs/dashboard';
import { afterwards } from '@loyalty-programs/testing/cleanup';
import { err, ok } from 'neverthrow';

export const KEY = 'key-of-the-tests-7b21';
export const READER_KEY = 'key-of-a-reader-c04e';
export const TOKEN = 'token-of-a-link-19aa';
export const SITE = siteIdOf('harbour-shop');

const principal = (actor: string, permissions: readonly Permission[]): Principal => ({
  actor: actorOf(actor),
  permissions: new Set(permissions),
  sites: new Set([SITE]),
  memberSites: (page) => Promise.resolve(ok(pageOfSites([SITE], page))),
});

const PRINCIPALS: ReadonlyMap<string, Principal> = new Map([
  [KEY, principal('owner', PERMISSIONS)],
  [READER_KEY, principal('reader', ['READ_PROGRAM'])],
  [TOKEN, principal('guest', PERMISSIONS)],
]);

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** A service in memory with the dashboard at its root, and sessions that are as simple as can be. */
export interface StandIn {
  readonly origin: string;
  readonly loyalty: Loyalty;
  /** What the API answers instead of itself, for a while. */
  readonly fault: { current?: (request: HttpRequest) => 'down' | undefined };
  /** Ends all sessions. */
  readonly forgetSessions: () => void;
}

/** What a scripted part of the API is asked. */
export interface ScriptedCall {
  readonly method: string;
  /** The path behind `/loyalty-programs`, with its query. */
  readonly path: string;
  readonly body: unknown;
}

export interface StandInOptions {
  readonly basePath?: string;
  /** Permissions beside those of the key. */
  readonly permissions?: readonly string[];
  readonly sites?: 'all';
  /** Answers some calls in place of the API; `undefined` leaves a call to it. */
  readonly script?: (call: ScriptedCall) => object | undefined;
}

export const startStandIn = async ({
  script = () => undefined,
  permissions: further = [],
  sites,
  ...mount
}: StandInOptions = {}): Promise<StandIn> => {
  const installations = new InMemoryInstallations();
  const loyalty = createLoyalty({ repository: new InMemoryLoyaltyProgramRepository(), installations });
  const sessions = new Map<string, Principal>();
  const fault: StandIn['fault'] = {};

  const session: Authenticate = (request) => {
    const id = /session=(\w+)/u.exec(request.header('cookie') ?? '')?.[1] ?? '';
    const who = sessions.get(id) ?? PRINCIPALS.get(request.header('authorization') ?? '');
    return Promise.resolve(who === undefined ? err({ type: 'Unauthenticated' }) : ok(who));
  };

  const signIn: HttpHandler = async (request) => {
    if (request.method === 'POST') {
      const body = (await request.body(10_000)).map((bytes) => Buffer.from(bytes).toString())._unsafeUnwrap();
      const given: unknown = JSON.parse(body);
      const [secret] = Object.values<unknown>({ ...(typeof given === 'object' && given) });
      const who = PRINCIPALS.get(String(secret));
      if (who === undefined) return json(401, { message: 'no' });
      const id = `s${String(sessions.size)}`;
      sessions.set(id, who);
      return json(
        200,
        { who: who.actor },
        { 'set-cookie': `session=${id}; HttpOnly; SameSite=Strict; Path=/` },
      );
    }
    const who = await session(request);
    if (request.method === 'DELETE') {
      sessions.clear();
      return json(200, {}, { 'set-cookie': 'session=; Max-Age=0; Path=/' });
    }
    return who.match(
      ({ actor, permissions }) =>
        json(200, {
          actor,
          name: null,
          permissions: [...permissions, ...further],
          sites: sites ?? [SITE],
          expires: new Date(Date.now() + 3_600_000).toISOString(),
        }),
      () => json(401, { message: 'no' }),
    );
  };

  const api = createHandler({ ...loyalty, authenticate: session });
  const dashboard = createDashboard({
    handler: async (request) => {
      if (fault.current?.(request) === 'down') return json(503, { message: 'down' });
      const body = request.method === 'GET' ? undefined : (await request.body(10_000)).unwrapOr(undefined);
      const text = body === undefined ? '' : Buffer.from(body).toString();
      const scripted = script({
        method: request.method,
        path:
          request.path.replace('/loyalty-programs', '') + (request.query === '' ? '' : `?${request.query}`),
        body: text === '' ? undefined : JSON.parse(text),
      });
      if (scripted !== undefined) return json(200, scripted);
      return api({ ...request, body: () => Promise.resolve(ok(body ?? new Uint8Array())) });
    },
    session,
    signIn,
    ...mount,
  });
  const server = createServer(toNodeListener(dashboard)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterwards(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a server without a port');
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    loyalty,
    fault,
    forgetSessions: () => {
      sessions.clear();
    },
  };
};
