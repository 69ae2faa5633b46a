import {
  type Authenticate,
  errorResponse,
  type HttpHandler,
  type HttpRequest,
  type HttpResponse,
  type Principal,
} from '@loyalty-programs/adapters-http/server';
import { pageFiles } from '#page-files';
import { PRESETS } from '../presets/presets.js';
import { documentOf } from './document.js';
import { fileHeaders, type FrameAncestors, pageHeaders, presetHeaders } from './security.js';

export interface DashboardOptions {
  /** The API, made by `createHandler`. It must know the people that `session` knows: the page calls it. */
  readonly handler: HttpHandler;
  /** Who is looking at the page: the host's own session, or the one of `signIn`. */
  readonly session: Authenticate;
  /** Where the page is mounted: `/loyalty`. At the root by default. */
  readonly basePath?: string;
  /** Who may show the page in a frame: origins, or `'self'` with its quotes. Nobody by default. */
  readonly frameAncestors?: FrameAncestors;
  /** Where the host signs people out; the page links to it. */
  readonly signOutUrl?: string;
  /**
   * Answers `/session` below the mount: POST signs in by link or key, GET says who is signed in, DELETE signs out. The
   * page then shows a sign-in of its own. Absent: the host signs people in, and GET is answered from `session`.
   */
  readonly signIn?: HttpHandler;
}

const BASE_PATH = /^(?:\/[\w.~-]+)*$/u;

const isRead = ({ method }: HttpRequest): boolean => method === 'GET' || method === 'HEAD';

/**
 * A browser sends cookies along with what pages of other origins make it send, another port of this machine included.
 * So a write without a key, if a browser sent it, has to come from our own page. Proxies may change `Host`, so it only
 * counts where the browser does not say by itself where a request comes from.
 */
const isForged = (request: HttpRequest): boolean => {
  if (isRead(request) || request.method === 'OPTIONS' || request.header('authorization') !== undefined) {
    return false;
  }
  const site = request.header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin';
  const origin = request.header('origin');
  if (origin === undefined) return request.header('cookie') !== undefined;
  return !URL.canParse(origin) || new URL(origin).host !== request.header('host')?.toLowerCase();
};

const json = (body: unknown): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

const sessionBody = ({ actor, permissions, sites, accountId }: Principal) => ({
  ...(actor !== undefined && { actor }),
  permissions: [...permissions],
  sites: sites === 'all' ? sites : [...sites],
  ...(accountId !== undefined && { accountId }),
});

const NOT_FOUND = errorResponse({ type: 'NotFound' });

/**
 * The dashboard as one handler, to be mounted by `toFetch` or `toNodeListener`. It serves the page, its files and the
 * icons to choose from, and hands the calls of the page, with the mount taken off their paths, to the API. What is not
 * below the mount goes to the API as it is.
 *
 * Throws a `TypeError` where `basePath` or `frameAncestors` can't be what the host meant.
 */
export const createDashboard = ({
  handler,
  session,
  basePath = '',
  frameAncestors = [],
  signOutUrl,
  signIn,
}: DashboardOptions): HttpHandler => {
  const base = basePath.replace(/\/+$/u, '');
  if (!BASE_PATH.test(base)) throw new TypeError(`basePath: "${basePath}" is not a path such as /loyalty`);
  const headers = pageHeaders(frameAncestors);
  const options = { basePath: base, hasSignIn: signIn !== undefined, signOutUrl };

  const ownSession = async (request: HttpRequest): Promise<HttpResponse> => {
    if (!isRead(request)) return errorResponse({ type: 'MethodNotAllowed', allowed: ['GET', 'HEAD'] });
    return (await session(request)).match((principal) => json(sessionBody(principal)), errorResponse);
  };

  const fileAt = async (path: string): Promise<HttpResponse | undefined> => {
    if (path === '/') {
      return { status: 200, headers, body: documentOf(await pageFiles(), options) };
    }
    const [, folder, name = '', ...rest] = path.split('/');
    if (rest.length > 0) return undefined;
    if (folder === 'assets') {
      const file = (await pageFiles()).byName.get(name);
      return file === undefined
        ? NOT_FOUND
        : { status: 200, headers: fileHeaders(file.type), body: file.text };
    }
    if (folder === 'presets') {
      const preset = name.endsWith('.svg') ? PRESETS.get(name.slice(0, -'.svg'.length)) : undefined;
      return preset === undefined ? NOT_FOUND : { status: 200, headers: presetHeaders, body: preset };
    }
    return undefined;
  };

  return async (request) => {
    if (request.path === base && base !== '') {
      return { status: 308, headers: { location: `${base}/`, 'cache-control': 'no-store' }, body: '' };
    }
    if (!request.path.startsWith(`${base}/`)) return handler(request);
    const path = request.path.slice(base.length);
    if (isForged(request)) return errorResponse({ type: 'PermissionDenied' });
    const local = base === '' ? request : { ...request, path };
    if (path === '/session') return (signIn ?? ownSession)(local);
    const file = await fileAt(path);
    if (file === undefined) return handler(local);
    return isRead(request) ? file : errorResponse({ type: 'MethodNotAllowed', allowed: ['GET', 'HEAD'] });
  };
};
