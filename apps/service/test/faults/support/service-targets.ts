import { join } from 'node:path';
import { afterwards } from '@loyalty-programs/testing/cleanup';
import type { Settings } from '@loyalty-programs/testing/service-process';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { createTestDatabase, postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import type { StoreTarget } from '@loyalty-programs/testing/stores/open-store';

/** Where a service keeps its programs: as the service is told, and as the store is opened beside it. */
export interface ServiceTarget extends StoreTarget {
  readonly settings: Settings;
}

const sqliteTarget = (): Promise<ServiceTarget> => {
  const DATA_DIR = temporaryFolder();
  const address = join(DATA_DIR, 'loyalty-programs.db');
  return Promise.resolve({ engine: 'sqlite', address, settings: { DATA_DIR } });
};

const postgresTarget = async (): Promise<ServiceTarget> => {
  const { url, drop } = await createTestDatabase();
  afterwards(drop);
  return { engine: 'postgres', address: url, settings: { DATABASE_URL: url } };
};

/** Where PostgreSQL can't run, the run has said why. */
export const availableTargets = [
  { engine: 'sqlite', newTarget: sqliteTarget },
  ...(postgresAvailable ? [{ engine: 'postgres', newTarget: postgresTarget }] : []),
];
