import { expect } from 'vitest';

// vitest calls its matchers `any`, which spreads to whatever they are put into.

/** A text in which the pattern is found. */
export const textLike = (pattern: RegExp): unknown => expect.stringMatching(pattern);

export const SOME_TEXT = textLike(/./u);

export const SOME_OBJECT: unknown = expect.any(Object);
