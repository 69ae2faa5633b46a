import { type FileHandle, open } from 'node:fs/promises';
import { err, ok } from 'neverthrow';
import { readStoreSettings } from '../config/store-settings.js';
import { reasonOf } from '../errors.js';
import { exportSites, openOutput, type Output } from '../transfer/export-sites.js';
import { MAX_LINE_BYTES } from '../transfer/format/serialize.js';
import { importSites, linesOf } from '../transfer/import-sites.js';
import { type Progress, progressOn } from '../transfer/progress.js';
import type { ImportReport } from '../transfer/site-batches.js';
import { openSiteStore } from '../transfer/stores/open-site-store.js';
import {
  type Access,
  type OpenedSiteStore,
  reasonOfFailure,
  type SiteStore,
} from '../transfer/stores/site-store.js';
import type { CommandDone, Outcome } from './command.js';

/** Opens the store of the environment for a command, and closes it, however the command ends. */
const withSiteStore = async (
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

const write = async (store: SiteStore, output: Output): Promise<Outcome> => {
  const total = process.stderr.isTTY ? (await store.sites.countSites()).unwrapOr(undefined) : undefined;
  const progress = progressOn(process.stderr, 'export', total);
  const exported = await exportSites(store, output.write, progress.show);
  progress.end();
  if (exported.isErr()) {
    await output.abandon();
    return err({ message: `the export failed: ${reasonOfFailure(exported.error)}` });
  }
  await output.finish();
  return ok({ summary: `sites exported: ${exported.value}` });
};

/** `loyalty-programs export <file>` */
export const exportTo = (path: string): Promise<Outcome> =>
  withSiteStore('read', async (store) => {
    try {
      return await write(store, await openOutput(path));
    } catch (error) {
      return err({ message: `can't export to ${path}: ${reasonOf(error)}` });
    }
  });

const summaryOf = ({ stored, present, refused, refusals }: ImportReport): CommandDone => {
  const lines = refusals.map(({ line, reason }) => `line ${line}: ${reason}`);
  const others = refused - refusals.length;
  if (others > 0) lines.push(`and ${others} more`);
  lines.push(`sites imported: ${stored}, there already: ${present}; lines refused: ${refused}`);
  return { summary: lines.join('\n'), isPartial: refused > 0 };
};

const read = async (
  store: SiteStore,
  chunks: AsyncIterable<Buffer>,
  progress: Progress,
): Promise<Outcome> => {
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const imported = await importSites(linesOf(counted(), MAX_LINE_BYTES), store, () => {
    progress.show(bytes);
  });
  progress.end();
  return imported.map(summaryOf).mapErr(({ reason }) => ({ message: `the import stopped: ${reason}` }));
};

const standardInput = (): AsyncIterable<Buffer> => process.stdin;

const readFrom = async (path: string, store: SiteStore): Promise<Outcome> => {
  if (path === '-') return read(store, standardInput(), progressOn(process.stderr, 'import', undefined));
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { size } = await file.stat();
    return await read(store, file.createReadStream(), progressOn(process.stderr, 'import', size));
  } finally {
    await file?.close();
  }
};

/** `loyalty-programs import <file>` */
export const importFrom = (path: string): Promise<Outcome> =>
  withSiteStore('write', async (store) => {
    try {
      return await readFrom(path, store);
    } catch (error) {
      return err({ message: `can't import ${path}: ${reasonOf(error)}` });
    }
  });
