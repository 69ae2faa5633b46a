import type {
  InstallationCheck,
  InstallationRegistry,
  LoyaltyProgramRepository,
} from '@loyalty-programs/core';
import type { SiteDirectory } from '@loyalty-programs/core/adapter-kit';
import { err, type Result } from 'neverthrow';
import { reasonOf } from '../../errors.js';

/** What a call of a store that failed says of it. */
export interface StoreFailure {
  /** `Rejected`: the store refused the values themselves. */
  readonly type?: string;
  readonly cause?: unknown;
}

/** Why a call failed, in one line. */
export const reasonOfFailure = ({ type, cause }: StoreFailure): string =>
  cause === undefined ? (type ?? 'the store did not say why') : reasonOf(cause);

/** The ports of a store on one connection. */
export interface SiteStore {
  readonly repository: Pick<LoyaltyProgramRepository, 'findMany' | 'history' | 'save' | 'saveMany'>;
  readonly installations: Pick<InstallationCheck, 'checkMany'> & Pick<InstallationRegistry, 'register'>;
  readonly sites: SiteDirectory;
  /**
   * What is done in `work` is one transaction, and sees one state of the store. An error, returned or thrown,
   * undoes it. The promise does not reject.
   */
  transact<T, E extends StoreFailure>(
    work: () => Promise<Result<T, E>>,
  ): Promise<Result<T, E | StoreFailure>>;
  close(): Promise<void>;
}

/** The version that tables are of before a migration, and after it. */
export interface TableVersions {
  readonly from: number;
  readonly to: number;
}

/** A store that was opened, and what became of its tables. */
export interface OpenedSiteStore extends SiteStore {
  readonly migrated: TableVersions;
}

/** Whether a store is opened to be read alone: beside a service that goes on writing, say. */
export type Access = 'read' | 'write';

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
      // If the connection is lost there is nothing to roll back.
      await run('ROLLBACK').catch(() => undefined);
      return err({ cause });
    }
  };
