import { runCommand } from './cli/command-line.js';
import { say, surviveBrokenStreams } from './log-output.js';

surviveBrokenStreams();

const outcome = await runCommand(process.argv.slice(2));
if (outcome.isErr()) {
  // One line, whatever the reason is made of.
  say(`loyalty-programs: ${outcome.error.message.replace(/\s+/gu, ' ')}\n`);
  process.exit(1);
}
const { output, summary, isPartial = false, mustExit = false } = outcome.value;
if (output !== undefined) process.stdout.write(`${output}\n`);
if (summary !== undefined) say(`${summary}\n`);
if (isPartial) process.exitCode = 1;
if (mustExit) process.exit();
