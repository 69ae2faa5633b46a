import { createServer } from 'node:http';
import type { ClientOptions } from '@loyalty-programs/adapters-http/client';
import { type HttpHandler, toNodeListener } from '@loyalty-programs/adapters-http/server';
import { anInstallation } from '@loyalty-programs/contract-tests';
import { actorOf, type SiteId } from '@loyalty-programs/core';
import { KEYS, authenticate } from '../../support/keys.js';
import { type RunningServer, listen } from '../../support/servers.js';
import { type World, anEmptyWorld } from '../../support/world.js';

/** The API over adapters in memory, really served. */
export interface Remote extends RunningServer {
  readonly world: World;
  /** How a client reaches it. */
  readonly options: ClientOptions;
  /** Installs loyalty there, with every app and every premium feature. */
  install(siteId: SiteId): Promise<void>;
}

/** Puts something between handler and network. */
export type Around = (handler: HttpHandler) => HttpHandler;

const untouched: Around = (handler) => handler;

const optionsFor = (origin: string, overrides: Partial<ClientOptions> = {}): ClientOptions => ({
  baseUrl: `${origin}/loyalty-programs`,
  credentials: { apiKey: KEYS.admin },
  timeout: 500,
  retries: 0,
  ...overrides,
});

export const aRemote = async (around = untouched): Promise<Remote> => {
  const world = anEmptyWorld({
    authenticate: async (request) =>
      (await authenticate(request)).map((who) => ({ ...who, actor: actorOf('a service') })),
  });
  const server = await listen(createServer(toNodeListener(around(world.handler))));
  return {
    ...server,
    world,
    options: optionsFor(server.origin),
    install: async (siteId) => {
      (await world.registry.register(siteId, anInstallation()))._unsafeUnwrap();
    },
  };
};
