import { err, ok } from 'neverthrow';
import { pino } from 'pino';
import { readConfiguration } from '../config/configuration.js';
import { startService } from '../start-service.js';
import { welcome } from './welcome.js';
import type { Outcome } from './command.js';

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
  const logger = pino({ name: 'loyalty-programs' });
  const started = await startService(configuration.value, logger);
  if (started.isErr()) return err(started.error);
  const service = started.value;
  process.stderr.write(welcome(service));

  const signal = await toldToStop;
  logger.info({ signal }, 'stopping');
  try {
    await service.stop();
    logger.info('stopped');
    return ok({});
  } catch (error) {
    logger.fatal({ err: error }, 'could not stop');
    return ok({ isPartial: true });
  }
};
