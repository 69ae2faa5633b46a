import { relative } from 'node:path';
import { err, ok } from 'neverthrow';
import { pino } from 'pino';
import { readConfiguration } from '../config/configuration.js';
import { loggable, say, standardLogOutput } from '../log-output.js';
import { DEMO_SITE, type Service, startService } from '../start-service.js';
import type { Outcome } from './command.js';

/** A word that a shell takes as it is. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** How a shell gets at the admin key without its being printed again. */
const keyInShell = ({ file }: Service['adminKey']): string =>
  file === undefined ? '$LOYALTY_ADMIN_KEY' : `$(cat ${quoted(relative(process.cwd(), file))})`;

/** An address to call a server at that listens on all of its machine's. */
const callable = (origin: string): string => origin.replace(/\/\/(?:0\.0\.0\.0|\[::\]):/u, '//127.0.0.1:');

/** Lines that work as they stand: for the demo site, and for a new site from installation to active program. */
const firstCalls = ({ origin, adminKey, hasDemoSite }: Service): readonly string[] => {
  const api = `${callable(origin)}/loyalty-programs/v1`;
  const curl = `curl -H "Authorization: ${keyInShell(adminKey)}"`;
  const json = `${curl} -H 'content-type: application/json'`;
  return [
    ...(hasDemoSite
      ? ['Read the program of the demo site:', `  ${curl} -H 'wix-site-id: ${DEMO_SITE}' ${api}/program`]
      : []),
    'Install loyalty on a site of your own, name its program and activate it:',
    `  ${json} -X PUT -d '{"apps": ["stores"]}' ${api}/installations/my-site`,
    `  ${json} -H 'wix-site-id: my-site' -X PATCH -d '{"loyaltyProgram": {"name": "Harbour Club"}}' ${api}/program`,
    `  ${curl} -H 'wix-site-id: my-site' -X POST ${api}/program/activate`,
  ];
};

/** The message that a person reads when the service has started. */
const welcome = (service: Service): string => {
  const { origin, adminKey, hasDemoSite, isNewStore } = service;
  const lines = [
    `Loyalty Programs listens on ${origin}`,
    ...(adminKey.isNew ? [`Admin key, kept in ${adminKey.file ?? ''}: ${adminKey.key}`] : []),
    ...(hasDemoSite || isNewStore ? firstCalls(service) : []),
  ];
  return `${lines.join('\n')}\n`;
};

/** How long, in milliseconds, a stop waits for the reader of the log. */
const FLUSH_TIMEOUT = 1000;

/** Runs the service until a signal stops it. */
export const start = async (): Promise<Outcome> => {
  // Listened to before anything else, so that no signal cuts the start or the stop short. Terminals and package
  // managers send the same one twice, so a repeated one changes nothing: the stop has an end of its own.
  const stopSignal = new Promise<NodeJS.Signals>((resolve) => {
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

  const signal = await stopSignal;
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
