import { err, ok } from 'neverthrow';
import { pino } from 'pino';
import { readConfiguration } from '../config/configuration.js';
import { loggable } from '../http/loggable.js';
import { say, standardLogOutput } from '../log-output.js';
import { startService } from '../start-service.js';
import { welcome } from './welcome.js';
import type { Outcome } from './command.js';

/** How long, in milliseconds, the end waits for whoever reads the log. */
const FLUSH_TIMEOUT = 1000;

/** Runs the service until it is told to stop. */
export const start = async (): Promise<Outcome> => {
  // Listened to before anything else, so that no signal cuts the start or the stop short. Terminals and package
  // managers send the same one twice, so a repeated one changes nothing: the stop has an end of its own.
  const toldToStop = new Promise<NodeJS.Signals>((resolve) => {
    process.on('SIGTERM', resolve);
    process.on('SIGINT', resolve);
  });

  const configuration = readConfiguration(process.env);
  if (configuration.isErr()) return err(configuration.error);
  const output = standardLogOutput();
  const logger = pino({ name: 'loyalty-programs' }, output);
  const started = await startService(configuration.value, logger);
  if (started.isErr()) return err(started.error);
  const service = started.value;
  say(welcome(service));

  const signal = await toldToStop;
  logger.info({ signal }, 'stopping');
  try {
    await service.stop();
    logger.info('stopped');
    await output.flush(FLUSH_TIMEOUT);
    return ok({ mustExit: true });
  } catch (error) {
    logger.fatal({ cause: loggable(error) }, 'could not stop');
    await output.flush(FLUSH_TIMEOUT);
    return ok({ isPartial: true, mustExit: true });
  }
};
