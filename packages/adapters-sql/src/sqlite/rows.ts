import { isRecord } from '@loyalty-programs/core';
import type { Row } from '../rows/index.js';

/** What `get` gives: a row, or nothing. */
export const rowOf = (given: unknown): Row | undefined => (isRecord(given) ? given : undefined);

/** What `all` gives. */
export const rowsOf = (given: readonly unknown[]): readonly Row[] => given.filter(isRecord);
