import type { SchemaTooNew } from '@loyalty-programs/adapters-sql/sqlite';
import type { RepositoryUnavailable } from '@loyalty-programs/core';
import { type BadSetting, badSetting } from '../config/bad-setting.js';
import { reasonOf } from '../reason.js';

/** Why the tables of a store can't be used, in one line; `where` names the setting. */
export const migrationFailure = (where: string, failure: SchemaTooNew | RepositoryUnavailable): BadSetting =>
  badSetting(
    failure.type === 'SchemaTooNew'
      ? `${where} has tables of version ${failure.found}, this service knows up to ${failure.known}: start a newer one`
      : `${where} can't be used: ${reasonOf(failure.cause)}`,
  );
