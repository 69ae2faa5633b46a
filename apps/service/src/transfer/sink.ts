import { open, rename, rm } from 'node:fs/promises';

/** Where an export is written to. Everything rejects where it can't be written. */
export interface Sink {
  readonly write: (text: string) => Promise<void>;
  /** To be called when all is written. */
  readonly finish: () => Promise<void>;
  /** Leaves nothing behind, instead of `finish`. */
  readonly abandon: () => Promise<void>;
}

const nothing = async (): Promise<void> => Promise.resolve();

const standardOutput = (): Sink => {
  let failure: Error | undefined;
  // A reader that goes away is told of here; without a listener it would be an exception.
  process.stdout.on('error', (error: Error) => {
    failure = error;
  });
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) reject(failure);
        else {
          process.stdout.write(text, (error) => {
            if (error) reject(error);
            else resolve();
          });
        }
      }),
    finish: nothing,
    abandon: nothing,
  };
};

/** Opens a file, or `-` for the standard output. The file has its name when it is whole, and not before. */
export const openSink = async (path: string): Promise<Sink> => {
  if (path === '-') return standardOutput();
  const part = `${path}.part`;
  const handle = await open(part, 'w', 0o600);
  return {
    write: (text) => handle.writeFile(text),
    finish: async () => {
      await handle.sync();
      await handle.close();
      await rename(part, path);
    },
    abandon: async () => {
      await handle.close();
      await rm(part, { force: true });
    },
  };
};
