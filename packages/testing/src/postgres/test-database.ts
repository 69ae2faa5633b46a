import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { isCitus } from './citus.js';

const server = inject('postgresUrl');

/** Whether there is a server to test with; if there is none, the run has reported why. */
export const postgresAvailable = server !== undefined;

/** An empty database on the server of the tests. */
export interface TestDatabase {
  readonly url: string;
  /** Removes it and closes remaining connections. */
  readonly drop: () => Promise<void>;
}

const onServer = async (sql: string): Promise<void> => {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/** On Citus a database would need the extension and its nodes, on each server: there it is a schema. */
const createTestSchema = async (server: string, name: string): Promise<TestDatabase> => {
  await onServer(`CREATE SCHEMA ${name}`);
  const url = new URL(server);
  url.searchParams.set('options', `-c search_path=${name}`);
  return { url: url.href, drop: () => onServer(`DROP SCHEMA IF EXISTS ${name} CASCADE`) };
};

export const createTestDatabase = async (): Promise<TestDatabase> => {
  if (server === undefined) throw new Error('there is no PostgreSQL server to test with');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  if (await isCitus(server)) return createTestSchema(server, name);
  await onServer(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};
