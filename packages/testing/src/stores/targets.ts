import { postgresAvailable } from '../postgres/test-database.js';
import { afterwards } from '../cleanup.js';
import { postgresPool, sqliteDatabase } from './databases.js';
import { ENGINES, type Engine, type OpenStore, type Place, openStore } from './open-store.js';

/** The engines that can run here; where PostgreSQL can't, the run has said why. */
export const availableEngines: readonly Engine[] = ENGINES.filter(
  (engine) => engine === 'sqlite' || postgresAvailable,
);

/** An empty store, which `cleanUp` removes. */
export const newPlace = async (engine: Engine): Promise<Place> => ({
  engine,
  target: engine === 'sqlite' ? sqliteDatabase().file : (await postgresPool()).url,
});

/** A way to the store that `cleanUp` closes. */
export const opened = (place: Place, connections = 1): OpenStore => {
  const store = openStore(place, connections);
  afterwards(store.close);
  return store;
};
