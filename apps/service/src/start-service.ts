import { createHandler, withCors, withRootEndpoints } from '@loyalty-programs/adapters-http/server';
import { coreModule, systemClockModule, TOKENS } from '@loyalty-programs/container';
import { batchingModule } from '@loyalty-programs/container/batching';
import { type Installations, siteIdOf } from '@loyalty-programs/core';
import { Container } from 'inversify';
import { err, ok, type Result } from 'neverthrow';
import type { Logger } from 'pino';
import { type AdminKey, loadOrCreateAdminKey } from './auth/admin-key.js';
import { adminKeyEntry, authenticateByKey } from './auth/authenticate.js';
import { readKeysFile, withAdminKey } from './auth/keys-file.js';
import type { Configuration } from './config/configuration.js';
import type { ConfigError } from './errors.js';
import { listen, type RunningServer } from './http/http-server.js';
import { cachedReadiness } from './http/readiness.js';
import { loggable, refusalLog, withAccessLog } from './log-output.js';
import { openStore } from './stores/open-store.js';

/** A site to try the service with. */
export const DEMO_SITE = siteIdOf('6f2c1d3e-58a4-4c0b-9d7e-2b1f0a9c8e75');

/**
 * Installs loyalty on the demo site, beside a store and with every premium feature, where the store is new.
 * Returns whether it is installed: an operator may have removed it since.
 */
const offerDemoSite = async (installations: Installations, isNewStore: boolean): Promise<boolean> => {
  const installed = isNewStore
    ? installations.install(DEMO_SITE, {
        apps: ['stores'],
        premiumFeatures: { loyaltyProgram: true, tiers: true, pointsExpiration: true },
      })
    : installations.get(DEMO_SITE);
  return installed.match(
    (installation) => installation.installed,
    () => false,
  );
};

/** A service that runs. */
export interface Service extends RunningServer {
  readonly adminKey: AdminKey;
  /** The demo site is for trying the API. */
  readonly hasDemoSite: boolean;
  /** Nobody has used the store before. */
  readonly isNewStore: boolean;
}

const adminKeyOf = async ({ adminKey, dataDir }: Configuration): Promise<Result<AdminKey, ConfigError>> =>
  adminKey === undefined ? loadOrCreateAdminKey(dataDir) : ok({ key: adminKey, isNew: false });

/** Configuration → container → listen. */
export const startService = async (
  configuration: Configuration,
  logger: Logger,
): Promise<Result<Service, ConfigError>> => {
  const { keysFile } = configuration;
  const furtherKeys = keysFile === undefined ? ok([]) : await readKeysFile(keysFile);
  if (furtherKeys.isErr()) return err(furtherKeys.error);
  const opened = await openStore(configuration, logger);
  if (opened.isErr()) return err(opened.error);
  const store = opened.value;
  const adminKey = await adminKeyOf(configuration);
  if (adminKey.isErr()) {
    await store.close();
    return err(adminKey.error);
  }
  const keys = withAdminKey(adminKeyEntry(adminKey.value.key), furtherKeys.value, keysFile);
  if (keys.isErr()) {
    await store.close();
    return err(keys.error);
  }

  const container = new Container();
  container.load(
    coreModule,
    systemClockModule,
    store.module,
    // On a sharded database no statement is about several sites: one server that is down would fail them all.
    ...(configuration.postgres?.isSharded === true
      ? []
      : [batchingModule({ saves: configuration.batchesSaves })]),
  );
  const installations = container.get(TOKENS.Installations);
  const hasDemoSite =
    configuration.postgres === undefined && (await offerDemoSite(installations, store.isNew));

  let stopping = false;
  const close = async (): Promise<void> => {
    await container.unbindAllAsync();
    await store.close();
  };
  const keyStore = container.get(TOKENS.KeyStore);
  const clock = container.get(TOKENS.Clock);
  const handler = createHandler({
    programs: container.get(TOKENS.LoyaltyPrograms),
    installations,
    directory: container.get(TOKENS.SiteDirectory),
    keys: {
      store: keyStore,
      clock,
      reservedNames: new Set(keys.value.map(({ actor }) => actor)),
    },
    authenticate: authenticateByKey({
      keys: keys.value,
      keyStore,
      clock,
      directory: container.get(TOKENS.SiteDirectory),
      trustedProxies: configuration.trustedProxies,
      logger,
    }),
    onFailure: ({ cause, ...failure }) => {
      logger.error({ ...failure, cause: loggable(cause) }, 'call failed');
    },
    onBug: (bug, requestId) => {
      logger.error({ cause: loggable(bug), requestId }, 'bug');
    },
  });
  const api = withCors(handler, configuration.corsOrigins);
  const isReady = cachedReadiness(() => store.isReady(), logger);
  const root = withRootEndpoints(withAccessLog(api, logger), {
    isReady: async () => !stopping && (await isReady()),
  });
  const { host, port, maxConnections } = configuration;
  const server = await listen(root, {
    host,
    port,
    maxConnections,
    keepAliveTimeout: configuration.keepAliveSeconds * 1000,
    onRefused: refusalLog(logger),
    onError: (error) => {
      logger.error({ cause: loggable(error) }, 'server');
    },
  });
  if (server.isErr()) {
    await close();
    return err(server.error);
  }
  return ok({
    origin: server.value.origin,
    adminKey: adminKey.value,
    hasDemoSite,
    isNewStore: store.isNew,
    stop: async () => {
      stopping = true;
      await server.value.stop();
      await close();
    },
  });
};
