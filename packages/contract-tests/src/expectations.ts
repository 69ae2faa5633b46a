import type { Result } from 'neverthrow';
import { differenceBetween, shown } from './difference.js';

/** A call of a port's method. */
export type Call<T, E> = () => Promise<Result<T, E>>;

/** Ends a check that is not met. */
export const fail = (message: string): never => {
  throw new Error(message);
};

export const expectEqual = (actual: unknown, expected: unknown, what: string): void => {
  const difference = differenceBetween(actual, expected);
  if (difference !== undefined) fail(`${what}: ${difference}`);
};

/** What a port's method gives, which may neither throw nor reject. */
export const settled = async <T>(method: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (reason) {
    return fail(`${method} threw or rejected instead of giving an error: ${shown(reason)}`);
  }
};

/** The answer of a port's method, which may neither throw nor reject. */
export const answerOf = <T, E>(method: string, call: Call<T, E>): Promise<Result<T, E>> =>
  settled(method, call);

/** The value of an answer that must be a success. */
export const valueOf = async <T>(method: string, call: Call<T, unknown>): Promise<T> => {
  const answer = await answerOf(method, call);
  return answer.isOk() ? answer.value : fail(`${method} failed: ${shown(answer.error)}`);
};

const isOfType = <E extends { readonly type: string }, Type extends string>(
  error: E,
  type: Type,
): error is Extract<E, { readonly type: Type }> => error.type === type;

/** The error of an answer that must be an error of the given type. */
export const errorOf = async <E extends { readonly type: string }, Type extends E['type']>(
  method: string,
  call: Call<unknown, E>,
  type: Type,
): Promise<Extract<E, { readonly type: Type }>> => {
  const answer = await answerOf(method, call);
  if (answer.isOk()) return fail(`${method} gave ${shown(answer.value)} where ${type} was expected`);
  const { error } = answer;
  return isOfType(error, type)
    ? error
    : fail(`${method} failed with ${shown(error)} where ${type} was expected`);
};
