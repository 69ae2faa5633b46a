import { err } from 'neverthrow';
import { readStoreSettings } from '../config/store-settings.js';
import { openSiteStore } from '../transfer/stores/open-site-store.js';
import type { Access, OpenedSiteStore } from '../transfer/stores/site-store.js';
import type { Outcome } from './command.js';

/** Opens the store of the environment for a command, and closes it, however the command ends. */
export const withSiteStore = async (
  access: Access,
  command: (store: OpenedSiteStore) => Promise<Outcome>,
): Promise<Outcome> => {
  const settings = readStoreSettings(process.env);
  if (settings.isErr()) return err(settings.error);
  const opened = await openSiteStore(settings.value, access);
  if (opened.isErr()) return err(opened.error);
  try {
    return await command(opened.value);
  } finally {
    await opened.value.close();
  }
};
