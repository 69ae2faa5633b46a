import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

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
export const rawAnswer = (answer: EarlyAnswer): string => {
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
