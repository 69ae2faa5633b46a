import { pino } from 'pino';
import { readConfiguration } from './configuration.js';
import { startService } from './start-service.js';
import { welcome } from './welcome.js';

const fail = (message: string): never => {
  process.stderr.write(`loyalty-programs: ${message}\n`);
  process.exit(1);
};

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

const stop = (signal: NodeJS.Signals): void => {
  logger.info({ signal }, 'stopping');
  service.stop().then(
    () => {
      logger.info('stopped');
    },
    (error: unknown) => {
      logger.fatal({ err: error }, 'could not stop');
      process.exitCode = 1;
    },
  );
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
