import { type Result, ResultAsync, err } from 'neverthrow';
import { isRecord, ownValue } from '../values/parsing.js';

/**
 * The one place where a promise becomes a `ResultAsync`. Ports are contained and input is parsed, so only an argument
 * that throws when it is read comes to the `failure`: a getter or a proxy. Nothing was changed then.
 */
export const settle = <T, E>(
  work: () => Promise<Result<T, E>>,
  failure: (cause: unknown) => E,
): ResultAsync<T, E> => new ResultAsync(settled(work, failure));

const settled = async <T, E>(
  work: () => Promise<Result<T, E>>,
  failure: (cause: unknown) => E,
): Promise<Result<T, E>> => {
  try {
    return await work();
  } catch (cause) {
    return err(failure(cause));
  }
};

/** What a caller passes as `Unvalidated` is taken out of it; anything else is the input itself. */
export const rawInput = (input: unknown): unknown =>
  isRecord(input) && Object.hasOwn(input, 'unvalidated') ? ownValue(input, 'unvalidated') : input;
