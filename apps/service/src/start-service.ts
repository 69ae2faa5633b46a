import { createHandler, withCors, withRootEndpoints } from '@loyalty-programs/adapters-http/server';
import { TOKENS, coreModule, systemClockModule } from '@loyalty-programs/container';
import { Container } from 'inversify';
import { type Result, err, ok } from 'neverthrow';
import type { Logger } from 'pino';
import { withAccessLog } from './access-log.js';
import { type BadSetting, type Configuration, badSetting } from './configuration.js';
import { installDemoSite } from './demo-site.js';
import { type RunningServer, listen } from './http-server.js';
import { type AdminKey, keptAdminKey } from './keys/admin-key.js';
import { adminKeyEntry, authenticateByKey } from './keys/authenticate.js';
import { readKeysFile } from './keys/keys-file.js';
import { storeModule } from './stores.js';

/** A service that runs. */
export interface Service extends RunningServer {
  readonly adminKey: AdminKey;
}

const adminKeyOf = async ({ adminKey, dataDir }: Configuration): Promise<Result<AdminKey, BadSetting>> =>
  adminKey === undefined ? keptAdminKey(dataDir) : ok({ key: adminKey, isNew: false });

/** Configuration → container → listen. */
export const startService = async (
  configuration: Configuration,
  logger: Logger,
): Promise<Result<Service, BadSetting>> => {
  const adminKey = await adminKeyOf(configuration);
  if (adminKey.isErr()) return err(adminKey.error);
  const { keysFile } = configuration;
  const furtherKeys = keysFile === undefined ? ok([]) : await readKeysFile(keysFile);
  if (furtherKeys.isErr()) return err(furtherKeys.error);

  const container = new Container();
  container.load(coreModule, systemClockModule, storeModule());
  const installations = container.get(TOKENS.Installations);
  const demo = await installDemoSite(installations);
  if (demo.isErr()) return err(badSetting(`the demo site can't be registered: ${demo.error.type}`));

  let stopping = false;
  const handler = createHandler({
    programs: container.get(TOKENS.LoyaltyPrograms),
    installations,
    authenticate: authenticateByKey(
      [adminKeyEntry(adminKey.value.key), ...furtherKeys.value],
      container.get(TOKENS.InstallationRegistry),
    ),
    onBug: (bug, requestId) => {
      logger.error({ err: bug, requestId }, 'bug');
    },
  });
  const api = withCors(handler, configuration.corsOrigins);
  const root = withRootEndpoints(withAccessLog(api, logger), { isReady: () => Promise.resolve(!stopping) });
  const { host, port } = configuration;
  const onError = (error: Error): void => {
    logger.error({ err: error }, 'server');
  };
  const server = await listen(root, { host, port, onError });
  if (server.isErr()) {
    await container.unbindAllAsync();
    return err(server.error);
  }
  return ok({
    origin: server.value.origin,
    adminKey: adminKey.value,
    stop: async () => {
      stopping = true;
      await server.value.stop();
      await container.unbindAllAsync();
    },
  });
};
