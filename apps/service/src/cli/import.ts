import { type FileHandle, open } from 'node:fs/promises';
import { err } from 'neverthrow';
import { MAX_LINE_BYTES } from '../transfer/format/lines.js';
import type { ImportReport } from '../transfer/import-report.js';
import { importSites } from '../transfer/import-sites.js';
import { linesOf } from '../transfer/lines-of.js';
import { type Progress, progressOn } from '../transfer/progress.js';
import type { SiteStore } from '../transfer/stores/site-store.js';
import { reasonOf } from '../reason.js';
import type { CommandDone, Outcome } from './command.js';
import { withSiteStore } from './with-site-store.js';

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
