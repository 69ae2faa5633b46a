import { runCommand } from './cli/command-line.js';
import { say, surviveBrokenStreams } from './log-output.js';

surviveBrokenStreams();

const outcome = await runCommand(process.argv.slice(2));
if (outcome.isErr()) {
  const { message, usage } = outcome.error;
  // One line, whatever the reason is made of.
  say(`loyalty-programs: ${message.replace(/\s+/gu, ' ')}\n`);
  if (usage !== undefined) say(`${usage}\n`);
  process.exit(1);
}
const { summary, isPartial = false, mustExit = false } = outcome.value;
if (summary !== undefined) say(`${summary}\n`);
if (isPartial) process.exitCode = 1;
if (mustExit) process.exit();
