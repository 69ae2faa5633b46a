import { runCommand } from './cli/command-line.js';

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const outcome = await runCommand(process.argv.slice(2));
if (outcome.isErr()) {
  const { message, usage } = outcome.error;
  // One line, whatever the reason is made of.
  say(`loyalty-programs: ${message.replace(/\s+/gu, ' ')}`);
  if (usage !== undefined) say(usage);
  process.exit(1);
}
const { summary, isPartial = false } = outcome.value;
if (summary !== undefined) say(summary);
if (isPartial) process.exitCode = 1;
