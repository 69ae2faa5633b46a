import { createServer } from 'node:http';
import { InMemoryInstallations, ManualClock } from '@loyalty-programs/adapters-memory';
import { createHandler, toNodeListener } from '@loyalty-programs/adapters-http/server';
import { INSTALLED_ON, type LoyaltyProgramsHarness } from '@loyalty-programs/contract-tests';
import { createLoyalty, type LoyaltyPrograms, type RemoteError } from '@loyalty-programs/core';
import { KEYS, authenticate } from '../../support/keys.js';
import { type RunningServer, listen } from '../../support/servers.js';
import { aRefusingRepository } from './refusing-repository.js';

/** The use cases on adapters in memory, and the API over them. */
const aService = () => {
  const clock = new ManualClock(INSTALLED_ON + 60_000);
  const { repository, breakDown, refuseSaves } = aRefusingRepository();
  const registry = new InMemoryInstallations();
  const { programs, installations } = createLoyalty({ clock, repository, installations: registry });
  const handler = createHandler({ programs, installations, authenticate });
  const outside: Omit<LoyaltyProgramsHarness, 'programs' | 'dispose'> = {
    install: async (siteId, installation) => {
      (await registry.remove(siteId))._unsafeUnwrap();
      (await registry.register(siteId, installation))._unsafeUnwrap();
    },
    uninstall: async (siteId) => {
      (await registry.remove(siteId))._unsafeUnwrap();
    },
    breakStore: breakDown,
    breakCheck: () => {
      registry.breakDown();
    },
    refuseSaves,
  };
  return { programs, handler, outside };
};

/** The operations as they are carried out here. */
export const localHarness = (): LoyaltyProgramsHarness => {
  const { programs, outside } = aService();
  return { ...outside, programs, dispose: () => undefined };
};

/** A client, and what ends it. */
export interface RunningClient {
  readonly programs: LoyaltyPrograms<RemoteError>;
  readonly close: () => Promise<void> | void;
}

/** Everything but what a client sends its requests with. Waiting would prove nothing: there is no second try. */
export const clientOptions = ({ origin }: RunningServer) =>
  ({ baseUrl: `${origin}/loyalty-programs`, credentials: { apiKey: KEYS.admin }, retries: 0 }) as const;

/** The operations as a client carries them out by calling a real server. */
export const remoteHarness = async (
  start: (server: RunningServer) => RunningClient,
): Promise<LoyaltyProgramsHarness> => {
  const { handler, outside } = aService();
  const server = await listen(createServer(toNodeListener(handler)));
  const { programs, close } = start(server);
  return {
    ...outside,
    programs,
    dispose: async () => {
      await close();
      await server.stop();
    },
  };
};
