import type { Socket } from 'node:net';
import { hasCode } from '../reason.js';
import { type EarlyAnswer, rawAnswer } from './early-answer.js';

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
