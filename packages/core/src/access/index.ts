// For hosts that let keys and sessions be made while they run: who may call, and the ports that store it.

export type { Grant, KeyExists, KeyPage, KeyStore, StoredKey } from './key-store.js';
export type { SessionOwner, SessionStore, StoredLink, StoredSession } from './session-store.js';
