import { isRecord } from '@loyalty-programs/core/adapter-kit';
import type { HttpHandler, HttpRequest, HttpResponse } from '@loyalty-programs/adapters-http/server';
import { textOf } from '../../support/ask.js';
import { type Remote, aRemote } from './remote.js';

/** A remote without revisions, as the hosted API is one. */
export interface Hosted extends Remote {
  /** `PATCH /v1/program` and the like, in order. */
  readonly calls: readonly string[];
  /** What stood in `If-Match`, wherever it was sent. */
  readonly guards: readonly string[];
  /** From now on every change is made, and its answer lost. */
  loseAnswers(): void;
}

const withoutRevision = ([key, value]: readonly [string, unknown]): readonly (readonly [
  string,
  unknown,
])[] => {
  if (key === 'revision') return [];
  if (!Array.isArray(value)) return [[key, value]];
  return [[key, value.map((each: unknown) => (isRecord(each) ? stripped(each) : each))]];
};

const stripped = (body: object): object => Object.fromEntries(Object.entries(body).flatMap(withoutRevision));

const strip = async (response: HttpResponse): Promise<HttpResponse> => {
  const { status, headers } = response;
  const others = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'etag'));
  const json: unknown = JSON.parse(await textOf(response));
  return { status, headers: others, body: JSON.stringify(isRecord(json) ? stripped(json) : json) };
};

const LOST: HttpResponse = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html></html>' };

export const aHostedRemote = async (): Promise<Hosted> => {
  const calls: string[] = [];
  const guards: string[] = [];
  let losesAnswers = false;
  const note = (request: HttpRequest): void => {
    calls.push(`${request.method} ${request.path.replace('/loyalty-programs', '')}`);
    const guard = request.header('if-match');
    if (guard !== undefined) guards.push(guard);
  };
  const around =
    (handler: HttpHandler): HttpHandler =>
    async (request) => {
      note(request);
      const response = await handler(request);
      return losesAnswers && request.method !== 'GET' ? LOST : strip(response);
    };
  return {
    ...(await aRemote(around)),
    calls,
    guards,
    loseAnswers: () => {
      losesAnswers = true;
    },
  };
};
