import { err, ok } from 'neverthrow';
import { readStoreSettings } from '../config/store-settings.js';
import { plannedMigrationOf } from '../transfer/stores/open-site-store.js';
import { type Outcome, type ReportOptions, reportOf } from './command.js';
import { withSiteStore } from './with-site-store.js';

/** `loyalty-programs migrate`: creates the tables, or brings them to the version of this service. */
export const migrateTables = (options: ReportOptions): Promise<Outcome> =>
  withSiteStore('write', ({ migrated: { from, to } }) => {
    const text =
      from === to
        ? `the tables are of version ${to} already`
        : `the tables are of version ${to} now, and were of version ${from}`;
    return Promise.resolve(ok(reportOf({ from, to }, text, options)));
  });

/** `loyalty-programs migrate --dry-run` */
export const showMigration = async (options: ReportOptions): Promise<Outcome> => {
  const settings = readStoreSettings(process.env);
  if (settings.isErr()) return err(settings.error);
  const planned = await plannedMigrationOf(settings.value);
  return planned.map(({ from, to }) => {
    const text =
      from === to
        ? `the tables are of version ${to} already`
        : `the tables would be brought from version ${from} to version ${to}; nothing was changed`;
    return reportOf({ from, to, dryRun: true }, text, options);
  });
};
