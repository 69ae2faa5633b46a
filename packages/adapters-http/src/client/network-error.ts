import { NotSent } from './transport.js';
import { isCode } from './wire/values.js';

/** What Node says where no connection came about. Browsers don't tell. */
const NO_CONNECTION = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_INVALID_URL',
];

/** The code of an error, or of what caused it, as far back as anything is said: a host's may go round in a circle. */
const codeOf = (error: unknown, steps = 5): string | undefined => {
  if (!(error instanceof Error) || steps === 0) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause, steps - 1);
};

/** The error as a transport has to tell it: `NotSent` where its code says that nothing was sent. */
export const toldAsNotSent = (error: unknown): unknown =>
  NO_CONNECTION.includes(codeOf(error) ?? '') ? new NotSent('', { cause: error }) : error;

/** What may be told of an error: its code or its kind. Messages of networks hold addresses, and others anything. */
export const kindOf = (error: unknown): string =>
  [codeOf(error), error instanceof Error ? error.name : undefined].find(isCode) ?? typeof error;
