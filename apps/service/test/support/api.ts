import { ADMIN_KEY } from '@loyalty-programs/testing/service-process';

/** An answer with its body parsed. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Asked {
  readonly key?: string;
  readonly site?: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the API without the official client; `path` is what follows `/loyalty-programs/v1`. */
export const ask = async (
  origin: string,
  method: string,
  path: string,
  { key = ADMIN_KEY, site, json, headers = {} }: Asked = {},
): Promise<Answered> => {
  const response = await fetch(`${origin}/loyalty-programs/v1${path}`, {
    method,
    headers: {
      ...(key !== '' && { authorization: key }),
      ...(site !== undefined && { 'wix-site-id': site }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  const body: unknown = await response.json();
  return { status: response.status, headers: response.headers, body };
};

/** The same, for calls that have to succeed. */
export const askFor = async (...call: Parameters<typeof ask>): Promise<unknown> => {
  const { status, body } = await ask(...call);
  if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

let sites = 0;

const EVERY_FEATURE = { loyaltyProgram: true, tiers: true, pointsExpiration: true };

/** A site nobody used so far, with loyalty installed beside a store and with every premium feature. */
export const aSite = async (origin: string, installation: object = {}, name?: string): Promise<string> => {
  sites += 1;
  const site = name ?? `site-${sites}`;
  const json = { apps: ['stores'], premiumFeatures: EVERY_FEATURE, ...installation };
  await askFor(origin, 'PUT', `/installations/${site}`, { json });
  return site;
};

/** How often the program of a site changed. */
export const revisionOf = async (origin: string, site: string): Promise<number> => {
  const body = await askFor(origin, 'GET', '/program', { site });
  const revision: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'revision') : '';
  return Number(revision);
};
