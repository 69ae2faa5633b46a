import { isOriginPattern } from '@loyalty-programs/adapters-http/server';
import { Result, err, ok } from 'neverthrow';
import { isUsableKey } from '../auth/authenticate.js';
import { type ConfigError, configError } from '../errors.js';
import { type Environment, readStoreSettings, type StoreSettings, valueOf } from './store-settings.js';

/** The configuration of the service. */
export interface Configuration extends StoreSettings {
  /** `HOST`, 127.0.0.1 by default: reachable from this machine alone. */
  readonly host: string;
  /** `PORT`, 8787 by default; 0 takes any free one. */
  readonly port: number;
  /** `COALESCE_SAVES`, `on` by default: changes of several sites may share a statement. */
  readonly batchesSaves: boolean;
  /** `LOYALTY_ADMIN_KEY`: a key for all sites with all permissions. Absent: one is created and stored. */
  readonly adminKey: string | undefined;
  /** `LOYALTY_KEYS_FILE`: path of a file with further keys. */
  readonly keysFile: string | undefined;
  /** `CORS_ORIGINS`: the origins of pages that may call, separated by commas; `https://*.shop.example` for all
   * subdomains, `*` for every page. */
  readonly corsOrigins: readonly string[];
  /** `KEEP_ALIVE_SECONDS`, 75 by default: how long idle connections are kept. Proxies keep theirs for 60. */
  readonly keepAliveSeconds: number;
  /** `MAX_CONNECTIONS`, 1000 by default: how many connections are served at once. */
  readonly maxConnections: number;
  /** `TRUSTED_PROXIES`, 0 by default: how many proxies in front append to `X-Forwarded-For`. */
  readonly trustedProxies: number;
}

const wholeNumberOf = (
  environment: Environment,
  name: string,
  { min, max, byDefault }: { readonly min: number; readonly max: number; readonly byDefault: number },
): Result<number, ConfigError> => {
  const text = valueOf(environment, name) ?? String(byDefault);
  return /^\d{1,9}$/u.test(text) && Number(text) >= min && Number(text) <= max
    ? ok(Number(text))
    : err(configError(`${name} must be a whole number from ${min} to ${max}, not "${text}"`));
};

type Limits = Pick<Configuration, 'keepAliveSeconds' | 'maxConnections' | 'trustedProxies'>;

const readLimits = (environment: Environment): Result<Limits, ConfigError> =>
  Result.combine([
    wholeNumberOf(environment, 'KEEP_ALIVE_SECONDS', { min: 1, max: 3600, byDefault: 75 }),
    wholeNumberOf(environment, 'MAX_CONNECTIONS', { min: 1, max: 100_000, byDefault: 1000 }),
    wholeNumberOf(environment, 'TRUSTED_PROXIES', { min: 0, max: 10, byDefault: 0 }),
  ]).map(([keepAliveSeconds, maxConnections, trustedProxies]) => ({
    keepAliveSeconds,
    maxConnections,
    trustedProxies,
  }));

const portOf = (text: string): Result<number, ConfigError> =>
  /^\d{1,5}$/u.test(text) && Number(text) <= 65_535
    ? ok(Number(text))
    : err(configError(`PORT must be a whole number from 0 to 65535, not "${text}"`));

const adminKeyOf = (text: string | undefined): Result<string | undefined, ConfigError> =>
  text === undefined || isUsableKey(text)
    ? ok(text)
    : err(configError('LOYALTY_ADMIN_KEY must be at least 16 visible ASCII characters long, without blanks'));

const originsOf = (text: string): Result<readonly string[], ConfigError> => {
  const origins = text
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
  const wrong = origins.find((origin) => !isOriginPattern(origin));
  return wrong === undefined
    ? ok(origins)
    : err(
        configError(
          `CORS_ORIGINS must be origins such as https://shop.example or https://*.shop.example, or *, not "${wrong}"`,
        ),
      );
};

const switchOf = (name: string, text: string): Result<boolean, ConfigError> =>
  text === 'on' || text === 'off'
    ? ok(text === 'on')
    : err(configError(`${name} must be on or off, not "${text}"`));

/** Reads the configuration from the environment; the first bad setting ends it. */
export const readConfiguration = (environment: Environment): Result<Configuration, ConfigError> => {
  const port = portOf(valueOf(environment, 'PORT') ?? '8787');
  if (port.isErr()) return err(port.error);
  const adminKey = adminKeyOf(valueOf(environment, 'LOYALTY_ADMIN_KEY'));
  if (adminKey.isErr()) return err(adminKey.error);
  const store = readStoreSettings(environment);
  if (store.isErr()) return err(store.error);
  if (store.value.postgres !== undefined && adminKey.value === undefined) {
    // Each instance would make one of its own.
    return err(configError('LOYALTY_ADMIN_KEY is required with DATABASE_URL'));
  }
  const batchesSaves = switchOf('COALESCE_SAVES', valueOf(environment, 'COALESCE_SAVES') ?? 'on');
  if (batchesSaves.isErr()) return err(batchesSaves.error);
  const corsOrigins = originsOf(valueOf(environment, 'CORS_ORIGINS') ?? '');
  if (corsOrigins.isErr()) return err(corsOrigins.error);
  const limits = readLimits(environment);
  if (limits.isErr()) return err(limits.error);
  return ok({
    ...store.value,
    ...limits.value,
    host: valueOf(environment, 'HOST') ?? '127.0.0.1',
    port: port.value,
    batchesSaves: batchesSaves.value,
    adminKey: adminKey.value,
    keysFile: valueOf(environment, 'LOYALTY_KEYS_FILE'),
    corsOrigins: corsOrigins.value,
  });
};
