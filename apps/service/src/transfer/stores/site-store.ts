import type {
  Change,
  InstallationCheck,
  InstallationRegistry,
  LoyaltyProgram,
  LoyaltyProgramRepository,
  Rejected,
  RepositoryUnavailable,
  RevisionConflict,
  SiteId,
} from '@loyalty-programs/core';
import type { Result } from 'neverthrow';
import { reasonOf } from '../../reason.js';

/** What a call of a store that failed says of it. */
export interface StoreFailure {
  /** `Rejected`: the store refused the values themselves. */
  readonly type?: string;
  readonly cause?: unknown;
}

/** Why a call failed, in one line. */
export const reasonOfFailure = ({ type, cause }: StoreFailure): string =>
  cause === undefined ? (type ?? 'the store did not say why') : reasonOf(cause);

/** A repository that stores the changes of many sites at once. */
export interface BulkRepository extends Pick<LoyaltyProgramRepository, 'findMany' | 'history' | 'save'> {
  saveMany(
    changes: readonly Change[],
  ): Promise<readonly Result<LoyaltyProgram, RevisionConflict | RepositoryUnavailable | Rejected>[]>;
}

/** The ports of a store on one connection, and the sites that the store knows. */
export interface SiteStore {
  readonly repository: BulkRepository;
  readonly installations: Pick<InstallationCheck, 'checkMany'> & Pick<InstallationRegistry, 'register'>;
  /** How many sites there are. */
  countSites(): Promise<number>;
  /** The sites with an installation or a program, in the order of their ids' code points, so many at a time. */
  siteIds(atOnce: number): AsyncIterable<readonly SiteId[]>;
  /**
   * What is done in `work` is one transaction, and sees one state of the store. An error, returned or thrown,
   * undoes it. The promise does not reject.
   */
  transact<T, E extends StoreFailure>(
    work: () => Promise<Result<T, E>>,
  ): Promise<Result<T, E | StoreFailure>>;
  close(): Promise<void>;
}

/** A store that was opened, and what became of its tables. */
export interface OpenedSiteStore extends SiteStore {
  /** The version that the tables were of, and the one that they are of now. */
  readonly migrated: { readonly from: number; readonly to: number };
}

/** Whether a store is opened to be read alone: beside a service that goes on writing, say. */
export type Access = 'read' | 'write';
