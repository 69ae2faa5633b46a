import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { hasCode } from '../reason.js';

/** How long, in milliseconds, a caller may go on sending while it should read why it is refused. */
const LINGER = 1000;

interface Refusal {
  readonly status: string;
  readonly code: string;
  readonly description: string;
}

const refusalOf = (error: Error): Refusal => {
  if (hasCode(error, 'HPE_HEADER_OVERFLOW')) {
    return {
      status: '431 Request Header Fields Too Large',
      code: 'HEADERS_TOO_LARGE',
      description: 'The headers are too large',
    };
  }
  if (hasCode(error, 'ERR_HTTP_REQUEST_TIMEOUT')) {
    return {
      status: '408 Request Timeout',
      code: 'REQUEST_TIMEOUT',
      description: 'The request took too long to arrive',
    };
  }
  return {
    status: '400 Bad Request',
    code: 'BAD_REQUEST',
    description: 'The request is not well-formed HTTP',
  };
};

/** Answers what is not HTTP at all, in the form of the API's other errors. */
export const refuseMalformed = (error: Error, socket: Socket): void => {
  if (!socket.writable) return;
  const { status, code, description } = refusalOf(error);
  const body = JSON.stringify({
    message: description,
    details: { applicationError: { code, description, data: {} } },
  });
  const headers = [
    'content-type: application/json',
    'cache-control: no-store',
    `x-wix-request-id: ${randomUUID()}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
  setTimeout(() => {
    socket.destroy();
  }, LINGER).unref();
};
