import { ok } from 'neverthrow';
import type { Outcome } from './command.js';
import { withSiteStore } from './with-site-store.js';

/** `loyalty-programs migrate`: makes the tables, or brings them to the version of this service. */
export const migrateTables = (): Promise<Outcome> =>
  withSiteStore('write', ({ migrated: { from, to } }) =>
    Promise.resolve(
      ok({
        summary:
          from === to
            ? `the tables are of version ${to} already`
            : `the tables are of version ${to} now, and were of version ${from}`,
      }),
    ),
  );
