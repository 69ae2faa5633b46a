import { err, ok } from 'neverthrow';
import type { Outcome } from './command.js';
import { exportTo } from './export.js';
import { importFrom } from './import.js';
import { migrateTables } from './migrate.js';
import { start } from './start.js';

const USAGE = `Usage: loyalty-programs [command]

  (none)          starts the service
  export <file>   writes all sites to a file; - is the standard output
  import <file>   stores the sites of such a file; - is the standard input
  migrate         makes the tables, or brings them to this version
  help            shows this

DATA_DIR and DATABASE_URL say where the data is, as they do for the service.`;

/** Does what the arguments of the process ask for. */
export const runCommand = async (words: readonly string[]): Promise<Outcome> => {
  const [command, file] = words;
  if (command === undefined) return start();
  if (words.length === 1) {
    if (command === 'migrate') return migrateTables();
    if (['help', '--help', '-h'].includes(command)) return ok({ summary: USAGE });
  }
  if (words.length === 2 && file !== undefined) {
    if (command === 'export') return exportTo(file);
    if (command === 'import') return importFrom(file);
  }
  return err({ message: `there is no command "${words.join(' ')}"`, usage: USAGE });
};
