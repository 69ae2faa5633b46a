import { type FileHandle, open } from 'node:fs/promises';
import { err, ok, type Result } from 'neverthrow';
import { reasonOf } from '../errors.js';
import { exportSites, openOutput, type Output } from '../transfer/export-sites.js';
import { MAX_LINE_BYTES } from '../transfer/format/serialize.js';
import { importSites, linesOf } from '../transfer/import-sites.js';
import { type Progress, progressOn } from '../transfer/progress.js';
import type { ImportReport } from '../transfer/site-batches.js';
import { reasonOfFailure, type SiteStore } from '../transfer/stores/site-store.js';
import {
  type CommandDone,
  type CommandFailed,
  type Outcome,
  type ReportOptions,
  reportOf,
} from './command.js';
import { withSiteStore } from './with-site-store.js';

const write = async (store: SiteStore, output: Output): Promise<Result<number, CommandFailed>> => {
  const total = process.stderr.isTTY ? (await store.sites.countSites()).unwrapOr(undefined) : undefined;
  const progress = progressOn(process.stderr, 'export', total);
  const exported = await exportSites(store, output.write, progress.show);
  progress.end();
  if (exported.isErr()) {
    await output.abandon();
    return err({ message: `the export failed: ${reasonOfFailure(exported.error)}` });
  }
  await output.finish();
  return ok(exported.value);
};

/** `loyalty-programs export <file>` */
export const exportTo = (path: string, options: ReportOptions): Promise<Outcome> =>
  withSiteStore('read', async (store) => {
    try {
      const exported = await write(store, await openOutput(path));
      return exported.map((sites) => {
        const report = reportOf({ sites }, `sites exported: ${sites}`, options);
        // The standard output is the export itself.
        return path === '-' && report.output !== undefined ? { summary: report.output } : report;
      });
    } catch (error) {
      return err({ message: `can't export to ${path}: ${reasonOf(error)}` });
    }
  });

const importDone = (report: ImportReport, options: ReportOptions): CommandDone => {
  const { stored, present, refused, refusals } = report;
  const lines = refusals.map(({ line, reason }) => `line ${line}: ${reason}`);
  const others = refused - refusals.length;
  if (others > 0) lines.push(`and ${others} more`);
  lines.push(`sites imported: ${stored}, there already: ${present}; lines refused: ${refused}`);
  return { ...reportOf({ ...report }, lines.join('\n'), options), isPartial: refused > 0 };
};

const read = async (
  store: SiteStore,
  chunks: AsyncIterable<Buffer>,
  progress: Progress,
): Promise<Result<ImportReport, CommandFailed>> => {
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
  return imported.mapErr(({ reason }) => ({ message: `the import stopped: ${reason}` }));
};

const standardInput = (): AsyncIterable<Buffer> => process.stdin;

const storeFrom = async (
  chunks: AsyncIterable<Buffer>,
  size: number | undefined,
  options: ReportOptions,
): Promise<Outcome> =>
  withSiteStore('write', async (store) => {
    const imported = await read(store, chunks, progressOn(process.stderr, 'import', size));
    return imported.map((report) => importDone(report, options));
  });

/** `loyalty-programs import <file>`. A file that can't be opened leaves the store untouched. */
export const importFrom = async (path: string, options: ReportOptions): Promise<Outcome> => {
  let file: FileHandle | undefined;
  try {
    if (path === '-') return await storeFrom(standardInput(), undefined, options);
    file = await open(path);
    const { size } = await file.stat();
    return await storeFrom(file.createReadStream(), size, options);
  } catch (error) {
    return err({ message: `can't import ${path}: ${reasonOf(error)}` });
  } finally {
    await file?.close();
  }
};
