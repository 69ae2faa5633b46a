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

/** Runs a command, and takes its outcome. */
type Run = (command: () => Promise<Outcome>) => Promise<void>;

/** The commands of the program. `print` receives help and version. */
const programOf = (print: (text: string) => void, run: Run): Command => {
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
    .action(() => run(async () => (await import('./start.js')).start()));
  program
    .command('migrate')
    .description('create the tables, or bring them to this version')
    .option('--dry-run', 'only print what would be done')
    .option(...JSON_OPTION)
    .action(({ dryRun, json }: JsonOption & { readonly dryRun?: true }) =>
      run(async () => {
        const { migrateTables, showMigration } = await import('./migrate.js');
        return dryRun ? showMigration({ json }) : migrateTables({ json });
      }),
    );
  program
    .command('export')
    .description('write all sites to a file')
    .argument('<file>', 'the file, or - for the standard output')
    .option(...JSON_OPTION)
    .action((file: string, { json }: JsonOption) =>
      run(async () => (await import('./transfer.js')).exportTo(file, { json })),
    );
  program
    .command('import')
    .description('store the sites of an exported file')
    .argument('<file>', 'the file, or - for the standard input')
    .option(...JSON_OPTION)
    .action((file: string, { json }: JsonOption) =>
      run(async () => (await import('./transfer.js')).importFrom(file, { json })),
    );
  program
    .command('doctor')
    .description('check settings, store, clock and disk, and say what to do')
    .option(...JSON_OPTION)
    .action(({ json }: JsonOption) => run(async () => (await import('./doctor.js')).diagnose({ json })));
  return program;
};

/** Runs the command that the arguments name. */
export const runCommand = async (words: readonly string[]): Promise<Outcome> => {
  const outcomes: Outcome[] = [];
  let output = '';
  const program = programOf(
    (text) => {
      output += text;
    },
    (command) =>
      command().then((outcome) => {
        outcomes.push(outcome);
      }),
  );
  try {
    await program.parseAsync(words.length === 0 ? ['start'] : words, { from: 'user' });
    return outcomes[0] ?? ok({});
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end the parsing, too.
    return error.exitCode === 0
      ? ok({ output: output.trimEnd() })
      : err({ message: error.message.replace(/^error: /u, '') });
  }
};
