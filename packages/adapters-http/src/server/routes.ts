import { type Result, err, ok } from 'neverthrow';
import type { Endpoint } from './endpoint.js';
import {
  INSTALLATIONS_PATH,
  deleteInstallation,
  getInstallation,
  listInstallations,
  putInstallation,
} from './endpoints/installations.js';
import {
  activateLoyaltyProgram,
  disablePointsExpiration,
  enablePointsExpiration,
  eraseLoyaltyProgram,
  getLoyaltyProgram,
  pauseLoyaltyProgram,
  updateLoyaltyProgram,
} from './endpoints/program.js';
import {
  bulkGetLoyaltyProgram,
  getLoyaltyProgramOperations,
  getLoyaltyProgramPremiumFeatures,
  getLoyaltyProgramReadiness,
  listLoyaltyProgramEvents,
} from './endpoints/queries.js';
import { searchSites } from './endpoints/sites.js';
import type { MethodNotAllowed, NotFound } from './errors.js';

/** Everything the API can do. The handler and the OpenAPI document are both made from this list. */
export const ENDPOINTS: readonly Endpoint[] = [
  getLoyaltyProgram,
  updateLoyaltyProgram,
  eraseLoyaltyProgram,
  activateLoyaltyProgram,
  pauseLoyaltyProgram,
  enablePointsExpiration,
  disablePointsExpiration,
  bulkGetLoyaltyProgram,
  getLoyaltyProgramPremiumFeatures,
  getLoyaltyProgramReadiness,
  getLoyaltyProgramOperations,
  listLoyaltyProgramEvents,
  putInstallation,
  getInstallation,
  deleteInstallation,
  listInstallations,
  searchSites,
];

/** Where official clients look for the API: on the public host, and on any other one. */
export const PREFIXES = ['/loyalty-programs', '/_api/loyalty-programs'] as const;

/** The endpoints of one path, by method. */
type Resource = ReadonlyMap<string, Endpoint>;

/** An endpoint that was found, with what the path says of the site. */
export interface Route {
  readonly endpoint: Endpoint;
  /** The site in the path, still percent-encoded. */
  readonly site: string | undefined;
}

const RESOURCES = new Map<string, Resource>();
for (const endpoint of ENDPOINTS) {
  const resource = RESOURCES.get(endpoint.path) ?? [];
  RESOURCES.set(endpoint.path, new Map([...resource, [endpoint.method, endpoint]]));
}

/** Splits a path behind the prefix into the path of a resource and the site named in it. */
const splitSite = (path: string): readonly [path: string, site: string | undefined] => {
  const site = path.startsWith(INSTALLATIONS_PATH) ? path.slice(INSTALLATIONS_PATH.length) : '/';
  return site.includes('/') ? [path, undefined] : [putInstallation.path, site];
};

const methodsOf = (resource: Resource): readonly string[] =>
  [...resource.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));

/** Finds the endpoint of a request. The paths are few and fixed: a table, no router. HEAD is a GET without its body. */
export const findRoute = (fullPath: string, method: string): Result<Route, NotFound | MethodNotAllowed> => {
  const prefix = PREFIXES.find((each) => fullPath.startsWith(`${each}/`));
  if (prefix === undefined) return err({ type: 'NotFound' });
  const [path, site] = splitSite(fullPath.slice(prefix.length));
  const resource = RESOURCES.get(path);
  if (resource === undefined) return err({ type: 'NotFound' });
  const endpoint = resource.get(method === 'HEAD' ? 'GET' : method);
  return endpoint === undefined
    ? err({ type: 'MethodNotAllowed', allowed: methodsOf(resource) })
    : ok({ endpoint, site });
};
