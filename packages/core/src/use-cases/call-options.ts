import type { Actor } from '../values/identifiers.js';

/** The part of the web's `AbortSignal` that is used here; an `AbortSignal` fits. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface CallOptions {
  /** Aborted before the work has begun, or between two tries of it, the call ends with `Cancelled`. */
  readonly signal?: AbortSignalLike;
}

export interface ChangeOptions extends CallOptions {
  /** Change the program only if it is at this revision; without it, independent changes are merged. */
  readonly expectedRevision?: number;
  /** Who asks for the change; stands in the history. */
  readonly actor?: Actor;
}
