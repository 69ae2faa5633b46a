import { Client, type ClientConfig } from 'pg';
import type { PostgresSettings } from '../config/postgres-settings.js';
import { reasonOf } from '../reason.js';
import { connectionTo, withoutServerTimeouts } from './postgres-connection.js';

/** What the one who runs the service should know of its connections. */
export type ReportConnection = (message: string) => void;

/** Connections can't be made to any host, or to none that takes changes. Nothing was sent. */
class NoHost extends Error {
  readonly syscall = 'connect';
}

const WRITABLE = `SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off' AS is_writable`;

/** Connects once. Returns whether the host takes changes. */
const isWritable = async (config: ClientConfig): Promise<boolean> => {
  const client = new Client(config);
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ is_writable: boolean }>(WRITABLE);
    return rows[0]?.is_writable === true;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const isRefusedByPooler = (error: unknown): boolean =>
  /unsupported startup parameter/iu.test(reasonOf(error));

interface Host {
  readonly config: ClientConfig;
  readonly isWritable: boolean;
}

const tryHost = async (config: ClientConfig, report: ReportConnection): Promise<Host> => {
  try {
    return { config, isWritable: await isWritable(config) };
  } catch (error) {
    if (!isRefusedByPooler(error)) throw error;
    const plain = withoutServerTimeouts(config);
    const host = { config: plain, isWritable: await isWritable(plain) };
    report(
      'the pooler passes no time-outs on: set them on the server, with ALTER ROLE … SET statement_timeout and lock_timeout',
    );
    return host;
  }
};

/** The first host of the settings that can be used, in their order. Rejects with the reasons of all of them. */
export const chooseHost = async (
  { urls, needsWritableHost }: PostgresSettings,
  queryTimeout: number,
  report: ReportConnection = () => undefined,
): Promise<ClientConfig> => {
  const reasons: string[] = [];
  for (const url of urls) {
    try {
      const host = await tryHost(connectionTo(url, queryTimeout), report);
      if (host.isWritable || !needsWritableHost) return host.config;
      reasons.push(`${new URL(url).host} takes no changes`);
    } catch (error) {
      if (urls.length === 1) throw error;
      reasons.push(`${new URL(url).host}: ${reasonOf(error)}`);
    }
  }
  throw new NoHost(reasons.join('; '));
};
