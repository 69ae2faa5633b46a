import type { InvalidCursor } from '@loyalty-programs/core';
import { type Result, err, ok } from 'neverthrow';

/** A cursor is the position of the last event that was read. */
export const cursorAt = (position: number): string => String(position);

/** The position that a cursor stands for; 0, before the first event, for none. */
export const positionOf = (cursor: string | null): Result<number, InvalidCursor> => {
  if (cursor === null) return ok(0);
  return /^\d{1,16}$/u.test(cursor) && Number.isSafeInteger(Number(cursor))
    ? ok(Number(cursor))
    : err({ type: 'InvalidCursor', cursor });
};
