import type { Unavailable } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';
import { type ApiCall, type CallReply, makeCall } from './call.js';
import type { Connection } from './connect.js';
import { type Refusal, readRefusal, unavailable } from './wire/refusal.js';

/** A call, and how a good answer to it is read. */
export interface Question<T> extends ApiCall {
  /** Gives `undefined` for an answer that is not what it should be. */
  readonly read: (json: unknown, reply: CallReply) => T | undefined;
}

/**
 * An answer that says nothing we understand. Unless it blames the call, it is not known then whether a change
 * was made.
 */
const unusable = ({ method }: ApiCall, reply: CallReply): Refusal => {
  const { status } = reply;
  const cause = `status ${status}`;
  return method !== 'GET' && status < 400
    ? { type: 'OutcomeUnknown', cause }
    : { ...unavailable(reply), cause };
};

/** Makes a call, and reads its answer or its refusal. */
export const ask = async <T>(connection: Connection, question: Question<T>): Promise<Result<T, Refusal>> => {
  const replied = await makeCall(connection, question);
  return replied.andThen((reply): Result<T, Refusal> => {
    const value = reply.status === 200 ? question.read(reply.json, reply) : undefined;
    if (value !== undefined) return ok(value);
    const refusal = readRefusal(reply, question) ?? unusable(question, reply);
    // An earlier try may have done what this one was refused.
    return err(reply.mayBeMade ? { type: 'OutcomeUnknown', cause: refusal.type } : refusal);
  });
};

/** Keeps the refusals that an operation can have; any other one is an answer of a service gone astray. */
export const expecting =
  <Type extends Refusal['type']>(types: readonly Type[]) =>
  (refusal: Refusal): Extract<Refusal, { readonly type: Type }> | Unavailable => {
    const isExpected = (each: Refusal): each is Extract<Refusal, { readonly type: Type }> =>
      types.some((type) => type === each.type);
    return isExpected(refusal) ? refusal : { type: 'Unavailable', cause: `unexpected ${refusal.type}` };
  };

/** What any call can be refused with. */
export const CALL = [
  'RepositoryUnavailable',
  'InstallationCheckUnavailable',
  'Cancelled',
  'Unauthenticated',
  'PermissionDenied',
  'Unavailable',
] as const;

/** What any call about the program of one site can be refused with. */
export const QUERY = [...CALL, 'LoyaltyNotInstalled'] as const;

/** What any call that changes a program can be refused with. */
export const CHANGE = [
  ...QUERY,
  'RevisionConflict',
  'TooMuchContention',
  'OutcomeUnknown',
  'Rejected',
] as const;
