import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { hasCode } from '../errors.js';

/** An answer that the server gives before the API sees the call. */
export interface EarlyAnswer {
  readonly status: number;
  readonly reason: string;
  readonly code: string;
  readonly description: string;
  readonly retryAfter?: number;
}

const bodyOf = ({ code, description }: EarlyAnswer): string =>
  JSON.stringify({
    message: description,
    details: { applicationError: { code, description, data: {} } },
  });

const headersOf = ({ retryAfter }: EarlyAnswer, body: string): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-wix-request-id': randomUUID(),
  'content-length': String(Buffer.byteLength(body)),
  ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  connection: 'close',
});

/** The bytes of an answer, for a connection on which no call could be made out. */
const rawAnswer = (answer: EarlyAnswer): string => {
  const body = bodyOf(answer);
  const headers = Object.entries(headersOf(answer, body)).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${answer.status} ${answer.reason}\r\n${headers.join('\r\n')}\r\n\r\n${body}`;
};

/** Answers a call in the form of the API's other errors, and closes the connection. */
export const answerEarly = (response: ServerResponse, answer: EarlyAnswer): void => {
  const body = bodyOf(answer);
  response.writeHead(answer.status, headersOf(answer, body));
  response.end(body);
};

/** How long, in milliseconds, a caller may go on sending while it should read why it is refused. */
const LINGER = 1000;

const HEADERS_TOO_LARGE: EarlyAnswer = {
  status: 431,
  reason: 'Request Header Fields Too Large',
  code: 'HEADERS_TOO_LARGE',
  description: 'The headers are too large',
};

const REQUEST_TIMEOUT: EarlyAnswer = {
  status: 408,
  reason: 'Request Timeout',
  code: 'REQUEST_TIMEOUT',
  description: 'The request took too long to arrive',
};

const BAD_REQUEST: EarlyAnswer = {
  status: 400,
  reason: 'Bad Request',
  code: 'BAD_REQUEST',
  description: 'The request is not well-formed HTTP',
};

const answerTo = (error: Error): EarlyAnswer => {
  if (hasCode(error, 'HPE_HEADER_OVERFLOW')) return HEADERS_TOO_LARGE;
  return hasCode(error, 'ERR_HTTP_REQUEST_TIMEOUT') ? REQUEST_TIMEOUT : BAD_REQUEST;
};

/** Says why a connection is refused, gives the caller time to read it, and hangs up. */
export const refuseConnection = (socket: Socket, answer: EarlyAnswer): void => {
  socket.end(rawAnswer(answer));
  setTimeout(() => {
    socket.destroy();
  }, LINGER).unref();
};

/** Answers what is not HTTP at all, in the form of the API's other errors. */
export const refuseMalformed = (error: Error, socket: Socket): void => {
  if (socket.writable) refuseConnection(socket, answerTo(error));
};
