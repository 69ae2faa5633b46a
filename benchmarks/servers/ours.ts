import { type Server, createServer } from 'node:http';
import {
  type Authenticate,
  PERMISSIONS,
  createHandler,
  toNodeListener,
} from '@loyalty-programs/adapters-http/server';
import {
  PostgresInstallations,
  PostgresLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/postgres';
import {
  BatchingInstallationCheck,
  BatchingLoyaltyProgramRepository,
} from '@loyalty-programs/adapters-sql/batching';
import { createLoyalty } from '@loyalty-programs/core';
import { errAsync, ok, okAsync } from 'neverthrow';
import { Pool } from 'pg';
import { KEY } from './wire.js';

const authenticate: Authenticate = async (request) =>
  request.header('authorization') === KEY
    ? okAsync({
        permissions: new Set(PERMISSIONS),
        sites: 'all' as const,
        memberSites: () => Promise.resolve(ok([])),
      })
    : errAsync({ type: 'Unauthenticated' as const });

/** The API as a host assembles it, with coalescing on. */
export const ours = (connectionString: string): Server => {
  const pool = new Pool({ connectionString });
  pool.on('error', () => undefined);
  const { programs } = createLoyalty({
    repository: new BatchingLoyaltyProgramRepository(new PostgresLoyaltyProgramRepository(pool), {
      saves: true,
    }),
    installationCheck: new BatchingInstallationCheck(new PostgresInstallations(pool)),
  });
  return createServer(toNodeListener(createHandler({ programs, authenticate })));
};
