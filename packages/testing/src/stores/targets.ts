import { postgresAvailable } from '../postgres/test-database.js';
import { afterwards } from '../cleanup.js';
import { postgresPool, sqliteDatabase } from './databases.js';
import { ENGINES, type Engine, type OpenStore, type StoreTarget, openStore } from './open-store.js';

/** The engines that can run here; where PostgreSQL can't, the run has said why. */
export const availableEngines: readonly Engine[] = ENGINES.filter(
  (engine) => engine === 'sqlite' || postgresAvailable,
);

/** An empty store, which `cleanUp` removes. */
export const newTarget = async (engine: Engine): Promise<StoreTarget> => ({
  engine,
  address: engine === 'sqlite' ? sqliteDatabase().file : (await postgresPool()).url,
});

/** A way to the store that `cleanUp` closes. */
export const opened = (target: StoreTarget, connections = 1): OpenStore => {
  const store = openStore(target, connections);
  afterwards(store.close);
  return store;
};
