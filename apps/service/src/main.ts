import { pino } from 'pino';
import { readConfiguration } from './configuration.js';
import { startService } from './start-service.js';
import { welcome } from './welcome.js';

/** One line, whatever the reason is made of. */
const fail = (message: string): never => {
  process.stderr.write(`loyalty-programs: ${message.replace(/\s+/gu, ' ')}\n`);
  process.exit(1);
};

// Listened to before anything else, so that no signal cuts the start or the stop short. Terminals and package
// managers send the same one twice, so a repeated one changes nothing: the stop has an end of its own.
const toldToStop = new Promise<NodeJS.Signals>((resolve) => {
  process.on('SIGTERM', resolve);
  process.on('SIGINT', resolve);
});

const configuration = readConfiguration(process.env).match(
  (value) => value,
  ({ message }) => fail(message),
);
const logger = pino({ name: 'loyalty-programs' });
const service = (await startService(configuration, logger)).match(
  (value) => value,
  ({ message }) => fail(message),
);
process.stderr.write(welcome(service));

const signal = await toldToStop;
logger.info({ signal }, 'stopping');
try {
  await service.stop();
  logger.info('stopped');
} catch (error) {
  logger.fatal({ err: error }, 'could not stop');
  process.exitCode = 1;
}
