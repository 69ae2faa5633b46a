/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Timestamp = number;

/** The last millisecond that RFC 3339 can write with a year of four digits. */
export const LATEST_TIMESTAMP: Timestamp = 253_402_300_799_999;

/** The time of a change: now, but never before the program's last change, whatever the clock says. */
export const notBefore = (last: Timestamp, now: Timestamp): Timestamp =>
  now > last ? Math.min(Math.trunc(now), LATEST_TIMESTAMP) : last;
