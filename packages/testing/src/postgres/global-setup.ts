import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgresServer } from './postgres-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that the tests of a run share; absent where none can run. */
    readonly postgresUrl: string | undefined;
  }
}

const lastLineOf = (error: unknown): string => {
  const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n');
  return lines.at(-1) ?? '';
};

const tryServer = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  await client.end();
};

/** Gives a run of tests its PostgreSQL server: the one that `TEST_DATABASE_URL` names, or one of its own. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const named = process.env['TEST_DATABASE_URL'];
  let server: PostgresServer | undefined;
  let url = named;
  try {
    if (named === undefined) {
      server = await startPostgresServer();
      ({ url } = server);
    } else {
      await tryServer(named);
    }
  } catch (error) {
    url = undefined;
    const what = named === undefined ? 'no server can be started here' : 'TEST_DATABASE_URL cannot be used';
    const line = `PostgreSQL: not run, because ${what}: ${lastLineOf(error)}`;
    if (process.env['CI'] !== undefined) throw new Error(line, { cause: error });
    process.stderr.write(`${line}\n`);
  }
  project.provide('postgresUrl', url);
  return async () => {
    await server?.remove();
  };
};
