import { join } from 'node:path';
import { afterwards } from '@loyalty-programs/testing/cleanup';
import type { Settings } from '@loyalty-programs/testing/service-process';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { createTestDatabase, postgresAvailable } from '@loyalty-programs/testing/postgres/test-database';
import type { Place } from '@loyalty-programs/testing/stores/open-store';

/** Where a service keeps its programs: as the service is told, and as the store is opened beside it. */
export interface ServicePlace extends Place {
  readonly settings: Settings;
}

const sqlitePlace = (): Promise<ServicePlace> => {
  const DATA_DIR = temporaryFolder();
  const target = join(DATA_DIR, 'loyalty-programs.db');
  return Promise.resolve({ engine: 'sqlite', target, settings: { DATA_DIR } });
};

const postgresPlace = async (): Promise<ServicePlace> => {
  const { url, drop } = await createTestDatabase();
  afterwards(drop);
  return { engine: 'postgres', target: url, settings: { DATABASE_URL: url } };
};

/** Where PostgreSQL can't run, the run has said why. */
export const availablePlaces = [
  { engine: 'sqlite', newPlace: sqlitePlace },
  ...(postgresAvailable ? [{ engine: 'postgres', newPlace: postgresPlace }] : []),
];
