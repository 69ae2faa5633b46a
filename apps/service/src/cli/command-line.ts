import { Command, CommanderError } from 'commander';
import { err, ok } from 'neverthrow';
import packageJson from '../../package.json' with { type: 'json' };
import type { Outcome } from './command.js';

const DESCRIPTION = 'Loyalty programs as a service. Without a command, it starts the service.';

const SETTINGS = `
DATA_DIR and DATABASE_URL name the store, as they do for the service.`;

interface JsonOption {
  readonly json?: true;
}

const JSON_OPTION = ['--json', 'print the result as JSON'] as const;

/** The commands of the program. `done` receives how the one that was named ended. */
const programOf = (print: (text: string) => void, done: (outcome: Outcome) => void): Command => {
  const program = new Command('loyalty-programs')
    .description(DESCRIPTION)
    .version(packageJson.version, '-V, --version', 'print the version')
    .addHelpText('after', SETTINGS)
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => undefined });
  // Commands load lazily: the start of the service waits for no other.
  program
    .command('start')
    .description('start the service')
    .action(async () => {
      done(await (await import('./start.js')).start());
    });
  program
    .command('migrate')
    .description('create the tables, or bring them to this version')
    .option('--dry-run', 'only print what would be done')
    .option(...JSON_OPTION)
    .action(async ({ dryRun, json }: JsonOption & { readonly dryRun?: true }) => {
      const { migrateTables, showMigration } = await import('./migrate.js');
      done(await (dryRun ? showMigration : migrateTables)({ json }));
    });
  program
    .command('export')
    .description('write all sites to a file')
    .argument('<file>', 'the file, or - for the standard output')
    .option(...JSON_OPTION)
    .action(async (file: string, { json }: JsonOption) => {
      done(await (await import('./transfer.js')).exportTo(file, { json }));
    });
  program
    .command('import')
    .description('store the sites of an exported file')
    .argument('<file>', 'the file, or - for the standard input')
    .option(...JSON_OPTION)
    .action(async (file: string, { json }: JsonOption) => {
      done(await (await import('./transfer.js')).importFrom(file, { json }));
    });
  return program;
};

/** Runs the command that the arguments name. */
export const runCommand = async (words: readonly string[]): Promise<Outcome> => {
  let outcome: Outcome = ok({});
  let output = '';
  const program = programOf(
    (text) => {
      output += text;
    },
    (result) => {
      outcome = result;
    },
  );
  try {
    await program.parseAsync(words.length === 0 ? ['start'] : words, { from: 'user' });
    return outcome;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end the parsing, too.
    return error.exitCode === 0
      ? ok({ output: output.trimEnd() })
      : err({ message: error.message.replace(/^error: /u, '') });
  }
};
