import { createHandler, withCors, withRootEndpoints } from '@loyalty-programs/adapters-http/server';
import { TOKENS, coreModule, systemClockModule } from '@loyalty-programs/container';
import { batchingModule } from '@loyalty-programs/container/batching';
import { Container } from 'inversify';
import { type Result, err, ok } from 'neverthrow';
import type { Logger } from 'pino';
import { withAccessLog } from './http/access-log.js';
import type { BadSetting } from './config/bad-setting.js';
import type { Configuration } from './config/configuration.js';
import { offerDemoSite } from './cli/demo-site.js';
import { type RunningServer, listen } from './http/http-server.js';
import { loggable } from './http/loggable.js';
import { cachedReadiness } from './http/readiness.js';
import { refusalLog } from './http/refusal-log.js';
import { type AdminKey, keptAdminKey } from './auth/admin-key.js';
import { adminKeyEntry, authenticateByKey } from './auth/authenticate.js';
import { readKeysFile, withAdminKey } from './auth/keys-file.js';
import { openStore } from './stores/open-store.js';

/** A service that runs. */
export interface Service extends RunningServer {
  readonly adminKey: AdminKey;
  /** The demo site is there to be tried. */
  readonly hasDemoSite: boolean;
}

const adminKeyOf = async ({ adminKey, dataDir }: Configuration): Promise<Result<AdminKey, BadSetting>> =>
  adminKey === undefined ? keptAdminKey(dataDir) : ok({ key: adminKey, isNew: false });

/** Configuration → container → listen. */
export const startService = async (
  configuration: Configuration,
  logger: Logger,
): Promise<Result<Service, BadSetting>> => {
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
  const handler = createHandler({
    programs: container.get(TOKENS.LoyaltyPrograms),
    installations,
    authenticate: authenticateByKey({
      keys: keys.value,
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
    stop: async () => {
      stopping = true;
      await server.value.stop();
      await close();
    },
  });
};
