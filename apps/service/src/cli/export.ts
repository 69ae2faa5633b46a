import { err, ok } from 'neverthrow';
import { exportSites } from '../transfer/export-sites.js';
import { progressOn } from '../transfer/progress.js';
import { type Sink, openSink } from '../transfer/sink.js';
import { type SiteStore, reasonOfFailure } from '../transfer/stores/site-store.js';
import { reasonOf } from '../reason.js';
import type { Outcome } from './command.js';
import { withSiteStore } from './with-site-store.js';

const write = async (store: SiteStore, sink: Sink): Promise<Outcome> => {
  const total = process.stderr.isTTY ? (await store.sites.countSites()).unwrapOr(undefined) : undefined;
  const progress = progressOn(process.stderr, 'export', total);
  const exported = await exportSites(store, sink.write, progress.show);
  progress.end();
  if (exported.isErr()) {
    await sink.abandon();
    return err({ message: `the export failed: ${reasonOfFailure(exported.error)}` });
  }
  await sink.finish();
  return ok({ summary: `sites exported: ${exported.value}` });
};

/** `loyalty-programs export <file>` */
export const exportTo = (path: string): Promise<Outcome> =>
  withSiteStore('read', async (store) => {
    try {
      return await write(store, await openSink(path));
    } catch (error) {
      return err({ message: `can't export to ${path}: ${reasonOf(error)}` });
    }
  });
