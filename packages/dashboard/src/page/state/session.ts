import { signal } from '@preact/signals';
import { isRecord } from '@loyalty-programs/core/adapter-kit';
import type { Result } from 'neverthrow';
import { callSession, type Problem, textAt, textsAt, timeAt } from '../api/http.js';
import { config } from '../config.js';

/** Who is signed in, and what they may do where. */
export interface Session {
  /** The events in the history. */
  readonly actor: string | null;
  /** A person behind a key that several share. */
  readonly name: string | null;
  readonly permissions: ReadonlySet<string>;
  readonly sites: 'all' | readonly string[];
  readonly accountId: string | null;
  readonly expires: number | null;
}

/** `undefined`: not known yet; `null`: nobody is signed in. */
export const session = signal<Session | null | undefined>(undefined);

/** Whether the person who is signed in has a permission: what they may not do is not offered. */
export const may = (permission: string): boolean => session.value?.permissions.has(permission) ?? false;

const readSession = (json: unknown): Session => {
  const raw = isRecord(json) ? json : {};
  return {
    actor: textAt(raw, 'actor'),
    name: textAt(raw, 'name'),
    permissions: new Set(textsAt(raw, 'permissions')),
    sites: raw['sites'] === 'all' ? 'all' : textsAt(raw, 'sites'),
    accountId: textAt(raw, 'accountId'),
    expires: timeAt(raw, 'expires'),
  };
};

/** Finds out who is signed in. */
export const loadSession = async (): Promise<Problem | undefined> => {
  const answer = await callSession();
  if (answer.isOk()) session.value = readSession(answer.value);
  else if (answer.error.type === 'Unauthenticated') session.value = null;
  else return answer.error;
  return undefined;
};

/** By a link, or by a key with the name of the person behind it. */
export type Credentials = { readonly token: string } | { readonly key: string; readonly name?: string };

export const signIn = (credentials: Credentials): Promise<Result<unknown, Problem>> =>
  callSession({ method: 'POST', body: credentials });

export const signOut = async (): Promise<Problem | undefined> => {
  if (!config.hasSignIn) {
    if (config.signOutUrl !== undefined) location.assign(config.signOutUrl);
    return undefined;
  }
  const answer = await callSession({ method: 'DELETE' });
  if (answer.isErr() && answer.error.type !== 'Unauthenticated') return answer.error;
  location.replace(`${config.base}/`);
  return undefined;
};
