import type {
  InstallationCheck,
  InstallationRegistry,
  LoyaltyProgramRepository,
  SiteDirectory,
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

/** A store that was opened, and what became of its tables. */
export interface OpenedSiteStore extends SiteStore {
  /** The version that the tables were of, and the one that they are of now. */
  readonly migrated: { readonly from: number; readonly to: number };
}

/** Whether a store is opened to be read alone: beside a service that goes on writing, say. */
export type Access = 'read' | 'write';
