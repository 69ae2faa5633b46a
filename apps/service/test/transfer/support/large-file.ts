import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { HEADER_LINE, endLine } from '../../../src/transfer/format/serialize.js';
import { temporaryFolder } from '@loyalty-programs/testing/temporary-folder';
import { manyLines } from './site-lines.js';

/** A file with as many sites, 1.5 events each. */
export const largeFile = (sites: number): string => {
  const path = join(temporaryFolder(), 'large.ndjson');
  const file = openSync(path, 'w');
  writeSync(file, `${HEADER_LINE}\n`);
  for (const text of manyLines(sites, 1000)) writeSync(file, text);
  writeSync(file, `${endLine(sites)}\n`);
  closeSync(file);
  return path;
};
