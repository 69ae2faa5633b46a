import { err, ok } from 'neverthrow';
import { openSiteStore } from '../moving/stores/open-site-store.js';
import { readStoreSettings } from '../settings/store-settings.js';
import type { Outcome } from './command.js';

/** `loyalty-programs migrate`: makes the tables, or brings them to the version of this service. */
export const migrateTables = async (): Promise<Outcome> => {
  const settings = readStoreSettings(process.env);
  if (settings.isErr()) return err(settings.error);
  const opened = await openSiteStore(settings.value, 'write');
  if (opened.isErr()) return err(opened.error);
  const { store, migrated } = opened.value;
  await store.close();
  const { from, to } = migrated;
  return ok({
    summary:
      from === to
        ? `the tables are of version ${String(to)} already`
        : `the tables are of version ${String(to)} now, and were of version ${String(from)}`,
  });
};
