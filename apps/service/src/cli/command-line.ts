import { err, ok } from 'neverthrow';
import type { Outcome } from './command.js';

const USAGE = `Usage: loyalty-programs [command]

  (none)          starts the service
  export <file>   writes all sites to a file; - is the standard output
  import <file>   stores the sites of such a file; - is the standard input
  migrate         makes the tables, or brings them to this version
  help            shows this

DATA_DIR and DATABASE_URL say where the data is, as they do for the service.`;

/** Runs the command that the arguments name. Commands load lazily. */
export const runCommand = async (words: readonly string[]): Promise<Outcome> => {
  const [command, file] = words;
  if (command === undefined) return (await import('./start.js')).start();
  if (words.length === 1) {
    if (command === 'migrate') return (await import('./site-commands.js')).migrateTables();
    if (['help', '--help', '-h'].includes(command)) return ok({ summary: USAGE });
  }
  if (words.length === 2 && file !== undefined) {
    if (command === 'export') return (await import('./site-commands.js')).exportTo(file);
    if (command === 'import') return (await import('./site-commands.js')).importFrom(file);
  }
  return err({ message: `there is no command "${words.join(' ')}"`, usage: USAGE });
};
