import { expect } from 'vitest';

// For `result.match(…)`, where a test is about the error.

export const unexpected = (value: unknown): never => expect.fail(`not expected: ${JSON.stringify(value)}`);

export const theError = <E>(error: E): E => error;
