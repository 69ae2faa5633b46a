import { type Result, err, ok } from 'neverthrow';
import type { Endpoint } from './endpoint.js';
import {
  deleteInstallation,
  getInstallation,
  listInstallations,
  putInstallation,
} from './endpoints/installations.js';
import { createKey, listKeys, revokeKey } from './endpoints/keys.js';
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
  createKey,
  listKeys,
  revokeKey,
];

/** Where official clients look for the API: on the public host, and on any other one. */
export const PREFIXES = ['/loyalty-programs', '/_api/loyalty-programs'] as const;

/** The endpoints of one path, by method. */
type Resource = ReadonlyMap<string, Endpoint>;

/** An endpoint that was found, with the parameter at the end of its path. */
export interface Route {
  readonly endpoint: Endpoint;
  /** The site or id in the path, still percent-encoded. */
  readonly parameter: string | undefined;
}

const RESOURCES = new Map<string, Resource>();
for (const endpoint of ENDPOINTS) {
  const resource = RESOURCES.get(endpoint.path) ?? [];
  RESOURCES.set(endpoint.path, new Map([...resource, [endpoint.method, endpoint]]));
}

/** Where a path with a parameter at its end begins, and the path of its resource. */
const COLLECTIONS: ReadonlyMap<string, string> = new Map(
  [...RESOURCES.keys()]
    .filter((path) => path.endsWith('}'))
    .map((path) => [path.slice(0, path.indexOf('{')), path]),
);

/** Splits a path behind the prefix into the path of a resource and the parameter in it. */
const splitParameter = (path: string): readonly [path: string, parameter: string | undefined] => {
  const at = path.lastIndexOf('/') + 1;
  const resource = COLLECTIONS.get(path.slice(0, at));
  return resource === undefined ? [path, undefined] : [resource, path.slice(at)];
};

const methodsOf = (resource: Resource): readonly string[] =>
  [...resource.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));

/** Finds the endpoint of a request. The paths are few and fixed: a table, no router. HEAD is a GET without its body. */
export const findRoute = (fullPath: string, method: string): Result<Route, NotFound | MethodNotAllowed> => {
  const prefix = PREFIXES.find((each) => fullPath.startsWith(`${each}/`));
  if (prefix === undefined) return err({ type: 'NotFound' });
  const [path, parameter] = splitParameter(fullPath.slice(prefix.length));
  const resource = RESOURCES.get(path);
  if (resource === undefined) return err({ type: 'NotFound' });
  const endpoint = resource.get(method === 'HEAD' ? 'GET' : method);
  return endpoint === undefined
    ? err({ type: 'MethodNotAllowed', allowed: methodsOf(resource) })
    : ok({ endpoint, parameter });
};
