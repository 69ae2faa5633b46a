import type {
  ChangeError,
  HistoryPruned,
  InstallationRegistryUnavailable,
  InvalidInput,
  PreconditionsNotMet,
  RemoteError,
  RevisionConflict,
  StatusTransitionNotAllowed,
} from '@loyalty-programs/core';
import type { NotOwner } from '@loyalty-programs/core/adapter-kit';

/** There is nothing at this path. */
export interface NotFound {
  readonly type: 'NotFound';
}

export interface MethodNotAllowed {
  readonly type: 'MethodNotAllowed';
  readonly allowed: readonly string[];
}

export interface PayloadTooLarge {
  readonly type: 'PayloadTooLarge';
}

/** The caller hung up before its request was complete; the answer will hardly be read. */
export interface RequestAborted {
  readonly type: 'RequestAborted';
}

export interface UnsupportedMediaType {
  readonly type: 'UnsupportedMediaType';
}

/** The request has more headers than the server accepts, so some were lost. */
export interface HeadersTooLarge {
  readonly type: 'HeadersTooLarge';
}

/** The caller has sent too many wrong keys. */
export interface RateLimited {
  readonly type: 'RateLimited';
  /** Seconds after which the next key is checked. */
  readonly retryAfter: number;
}

/** A request that names no site where one is needed. The hosted API counts this as a lack of permission. */
export interface SiteMissing {
  readonly type: 'SiteMissing';
}

/** The `If-Match` of a request names another revision than the stored one. */
export interface IfMatchFailed {
  readonly type: 'IfMatchFailed';
  readonly conflict: RevisionConflict;
}

/** There is a key with this name already. */
export interface KeyNameTaken {
  readonly type: 'KeyNameTaken';
}

/** A bug: an unexpected exception. */
export interface Internal {
  readonly type: 'Internal';
}

/** What can be wrong with a request before any use case sees it. */
export type RequestError =
  | InvalidInput
  | NotFound
  | MethodNotAllowed
  | PayloadTooLarge
  | RequestAborted
  | UnsupportedMediaType
  | HeadersTooLarge
  | SiteMissing;

/** Every way in which a request can fail. */
export type ApiError =
  | RequestError
  | ChangeError
  | HistoryPruned
  | RemoteError
  | StatusTransitionNotAllowed
  | PreconditionsNotMet
  | InstallationRegistryUnavailable
  | NotOwner
  | IfMatchFailed
  | RateLimited
  | KeyNameTaken
  | Internal;
