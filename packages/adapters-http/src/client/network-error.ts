import { NotSent } from './transport.js';
import { isCode } from './wire/values.js';

/** What Node says where no connection came about. Browsers don't tell. */
export const NO_CONNECTION = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
};

/** The error as a transport has to tell it: `NotSent` where its code says that nothing was sent. */
export const toldAsNotSent = (error: unknown, codes: readonly string[] = NO_CONNECTION): unknown =>
  codes.includes(codeOf(error) ?? '') ? new NotSent('', { cause: error }) : error;

/** What may be told of an error: its code or its kind. Messages of networks hold addresses, and others anything. */
export const kindOf = (error: unknown): string => {
  const code = codeOf(error);
  if (isCode(code)) return code;
  return error instanceof Error ? error.name : typeof error;
};
