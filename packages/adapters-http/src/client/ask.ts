import type { Unavailable } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import { type ApiCall, type CallReply, type Connection, makeCall } from './call.js';
import { type Asked, type Refusal, readRefusal } from './wire/refusal.js';

/** A call, what it is about, and how a good answer to it is read. */
export interface Question<T> extends ApiCall, Asked {
  /** Gives `undefined` for an answer that is not what it should be. */
  readonly read: (json: unknown, reply: CallReply) => T | undefined;
}

/** An answer that says nothing we understand: of a change it is not known then whether it was made. */
const unusable = ({ effect }: ApiCall, { status }: CallReply): Refusal => {
  const cause = `status ${String(status)} without a usable body`;
  const mayBeMade = effect !== 'read' && (status < 300 || status >= 500);
  return mayBeMade ? { type: 'OutcomeUnknown', cause } : { type: 'Unavailable', cause };
};

/** Makes a call, and reads its answer or its refusal. */
export const ask = async <T>(connection: Connection, question: Question<T>): Promise<Result<T, Refusal>> => {
  const reply = await makeCall(connection, question);
  if (reply.isErr()) return err(reply.error);
  const { status, json, afterUnknown } = reply.value;
  const value = status === 200 ? question.read(json, reply.value) : undefined;
  if (value !== undefined) return ok(value);
  const refusal = readRefusal(reply.value, question) ?? unusable(question, reply.value);
  // An earlier try may have done what this one was refused.
  return err(afterUnknown ? { type: 'OutcomeUnknown', cause: refusal.type } : refusal);
};

/** Keeps the refusals that an operation can have; any other one is an answer of a service gone astray. */
export const expecting =
  <Type extends Refusal['type']>(types: readonly Type[]) =>
  (refusal: Refusal): Extract<Refusal, { readonly type: Type }> | Unavailable => {
    const isExpected = (each: Refusal): each is Extract<Refusal, { readonly type: Type }> =>
      types.some((type) => type === each.type);
    return isExpected(refusal) ? refusal : { type: 'Unavailable', cause: `unexpected ${refusal.type}` };
  };

const CALL = [
  'RepositoryUnavailable',
  'InstallationCheckUnavailable',
  'Cancelled',
  'Unauthenticated',
  'PermissionDenied',
  'Unavailable',
] as const;

const QUERY = [...CALL, 'LoyaltyNotInstalled'] as const;

const CHANGE = [...QUERY, 'RevisionConflict', 'TooMuchContention', 'OutcomeUnknown', 'Rejected'] as const;

/** The refusals of the different kinds of operations. */
export const REFUSALS = { CALL, QUERY, CHANGE } as const;
