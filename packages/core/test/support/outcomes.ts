import { expect } from 'vitest';

// For `result.match(…)`, where a test is about the error, or only about which of the two it is.

export const unexpected = (value: unknown): never => expect.fail(`succeeded with ${JSON.stringify(value)}`);

export const theError = <E>(error: E): E => error;

export const yes = (): boolean => true;

export const no = (): boolean => false;
