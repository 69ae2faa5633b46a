import { type Result, err } from 'neverthrow';
import type { SiteStore, StoreFailure } from './site-store.js';

/** Makes `transact` of a way to run SQL. */
export const transactBy =
  (begin: string, run: (sql: string) => Promise<unknown>): SiteStore['transact'] =>
  async <T, E extends StoreFailure>(
    work: () => Promise<Result<T, E>>,
  ): Promise<Result<T, E | StoreFailure>> => {
    try {
      await run(begin);
      const done = await work();
      await run(done.isOk() ? 'COMMIT' : 'ROLLBACK');
      return done;
    } catch (cause) {
      // Where the connection is lost there is nothing left to undo.
      await run('ROLLBACK').catch(() => undefined);
      return err({ cause });
    }
  };
