import type { Answered, Asked } from './ask.js';
import { ask } from './ask.js';
import { ACCOUNT } from './keys.js';
import type { World } from './world.js';

/** Gives the program of the site a name, and more if told. */
export const named = (world: World, update: object = {}): Promise<Answered> =>
  ask(world.handler, 'PATCH', { json: { loyaltyProgram: { name: 'Harbour Club', ...update } } });

/** Makes the program of the site ACTIVE, with a name. */
export const activated = async (world: World): Promise<Answered> => {
  await named(world);
  return ask(world.handler, 'POST', { path: '/v1/program/activate', json: {} });
};

/** One call of every operation that the API has, by its name, and what it needs to have happened before. */
export interface SampleCall extends Asked {
  readonly method: string;
  readonly before?: 'named' | 'activated';
}

export const SAMPLE_CALLS = {
  getLoyaltyProgram: { method: 'GET', path: '/v1/program' },
  updateLoyaltyProgram: {
    method: 'PATCH',
    path: '/v1/program',
    json: { loyaltyProgram: { name: 'Sea Club' } },
  },
  eraseLoyaltyProgram: { method: 'DELETE', path: '/v1/program', before: 'named' },
  activateLoyaltyProgram: { method: 'POST', path: '/v1/program/activate', json: {}, before: 'named' },
  pauseLoyaltyProgram: { method: 'POST', path: '/v1/program/pause', json: {}, before: 'activated' },
  enablePointsExpiration: { method: 'POST', path: '/v1/program/points-expiration/enable', json: {} },
  disablePointsExpiration: { method: 'POST', path: '/v1/program/points-expiration/disable', json: {} },
  bulkGetLoyaltyProgram: { method: 'GET', path: '/v1/bulk/programs' },
  getLoyaltyProgramPremiumFeatures: { method: 'GET', path: '/v1/program/premium-features' },
  getLoyaltyProgramReadiness: { method: 'GET', path: '/v1/program/readiness' },
  getLoyaltyProgramOperations: { method: 'GET', path: '/v1/program/operations' },
  listLoyaltyProgramEvents: { method: 'GET', path: '/v1/program/events', before: 'activated' },
  putInstallation: { method: 'PUT', path: '/v1/installations/site-b', json: { apps: ['events'] } },
  getInstallation: { method: 'GET', path: '/v1/installations/site-a' },
  deleteInstallation: { method: 'DELETE', path: '/v1/installations/site-a' },
  listInstallations: { method: 'GET', path: '/v1/installations?siteIds=site-a' },
  searchSites: { method: 'GET', path: '/v1/sites' },
  createKey: {
    method: 'POST',
    path: '/v1/keys',
    json: { name: 'till', permissions: ['READ_PROGRAM'], sites: [], accountId: ACCOUNT },
  },
  listKeys: { method: 'GET', path: '/v1/keys' },
  revokeKey: { method: 'DELETE', path: '/v1/keys/key-1' },
} as const satisfies Record<string, SampleCall>;

export const sampleCalls = (): readonly (readonly [operationId: string, call: SampleCall])[] =>
  Object.entries(SAMPLE_CALLS);

/** Brings the world to where a sample call makes sense, and makes the call. */
export const makeSampleCall = async (
  world: World,
  call: SampleCall,
  overrides: Asked = {},
): Promise<Answered> => {
  if (call.before === 'named') await named(world);
  if (call.before === 'activated') await activated(world);
  return ask(world.handler, call.method, { ...call, ...overrides });
};
