import { join } from 'node:path';
import { afterwards } from '../../support/cleanup.js';
import type { Settings } from '../../../apps/service/test/support/service-process.js';
import { temporaryFolder } from '../../../apps/service/test/support/temporary-folder.js';
import { createTestDatabase, postgresAvailable } from '../../../tools/postgres-server/test-database.js';
import type { Place } from '../../stores/support/open-store.js';

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
