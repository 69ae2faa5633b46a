import { expect } from 'vitest';

// What can't be known beforehand.
export const A_DATE: unknown = expect.any(Date);
export const A_TEXT: unknown = expect.any(String);
export const A_REQUEST_ID: unknown = expect.stringMatching(
  /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/u,
);
