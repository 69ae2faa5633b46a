import { Session } from 'node:inspector/promises';

// Loaded into a process with `--import`. The parent sends `start` and then `stop`, and receives the URL of every
// script in which at least one function was called in between.

const session = new Session();
session.connect();

const start = async (): Promise<void> => {
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
};

const stop = async (): Promise<void> => {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const isExecuted = ({ functions }: (typeof result)[number]): boolean =>
    functions.some(({ ranges }) => ranges.some(({ count }) => count > 0));
  process.send?.({ executed: result.filter(isExecuted).map(({ url }) => url) });
};

process.on('message', (message) => {
  const done = message === 'start' ? start().then(() => process.send?.('started')) : stop();
  done.catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
// The channel to the parent does not keep the process alive.
process.channel?.unref();
