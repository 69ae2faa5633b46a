import { type ClientOptions, createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { createUndiciTransport } from '@loyalty-programs/adapters-http/client/undici';
import type {
  CallOptions,
  ChangeError,
  LoyaltyProgramView,
  PreconditionsNotMet,
  RemoteError,
} from '@loyalty-programs/core';
import type { Result } from 'neverthrow';
import { onTestFinished } from 'vitest';
import { programBody } from '../../support/bodies.js';
import { SITE } from '../../support/keys.js';
import { type RawServer, type Script, serveRaw } from './raw-server.js';

/** Must never be seen in an error. */
export const SECRET_KEY = 'a-secret-key-1234';

export type Outcome = Result<LoyaltyProgramView, ChangeError | PreconditionsNotMet | RemoteError>;

/** How one call is made. */
export type Call = (options: ClientOptions, call?: CallOptions) => Promise<Outcome>;

export const read: Call = async (options, call) => createLoyaltyProgramsClient(options).get(SITE, call);

export const unguarded: Call = async (options, call) =>
  createLoyaltyProgramsClient(options).activate(SITE, call);

export const guarded: Call = async (options, call) =>
  createLoyaltyProgramsClient(options).activate(SITE, { ...call, expectedRevision: 3 });

/** A good answer to each of them. */
export const goodAnswer = (overrides: object = {}): object => ({
  loyaltyProgram: programBody({ name: 'Harbour Club', status: 'ACTIVE' }),
  revision: '4',
  ...overrides,
});

/** The body of an error as the service writes it. */
export const refusal = (code: string, data: object = {}): object => ({
  message: 'no',
  details: { applicationError: { code, description: 'no', data } },
});

/** Options for a server, quick to give up. */
export const impatient = (origin: string, overrides: Partial<ClientOptions> = {}): ClientOptions => ({
  baseUrl: `${origin}/loyalty-programs`,
  credentials: { apiKey: SECRET_KEY },
  timeout: 300,
  retries: 0,
  ...overrides,
});

/** What became of a call, in one word. */
export const typeOf = async (pending: Promise<Outcome>): Promise<string> =>
  (await pending).match(
    () => 'Ok',
    ({ type }) => type,
  );

/** A server for one test. */
export const forThisTest = async (script: Script): Promise<RawServer> => {
  const server = await serveRaw(script);
  onTestFinished(() => server.stop());
  return server;
};

/** What the requests to a server are sent with. */
export type Carrier = (origin: string) => Partial<ClientOptions>;

export const byFetch: Carrier = () => ({});

export const byUndici: Carrier = (origin) => {
  const undici = createUndiciTransport(origin);
  onTestFinished(() => undici.close());
  return { transport: undici.transport };
};

/** What became of a call, how long that took, and how many requests arrived. */
export interface Told {
  readonly outcome: Outcome;
  readonly type: string;
  readonly milliseconds: number;
  readonly requests: readonly string[];
  readonly origin: string;
}

/** Makes a call to a server that goes by a script. */
export const tell = async (
  call: Call,
  script: Script,
  overrides: Partial<ClientOptions> = {},
  carrier: Carrier = byFetch,
): Promise<Told> => {
  const { origin, requests } = await forThisTest(script);
  const start = performance.now();
  const outcome = await call(impatient(origin, { ...carrier(origin), ...overrides }));
  const milliseconds = performance.now() - start;
  const type = outcome.match(
    () => 'Ok',
    (error) => error.type,
  );
  return { outcome, type, milliseconds, requests, origin };
};
