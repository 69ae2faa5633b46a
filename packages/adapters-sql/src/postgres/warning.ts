/**
 * A pooler lost or mixed up prepared statements. From now on this database gets its statements unnamed, which always
 * works but is slower. Set `preparedStatements: false`, or let the pooler track them. Comes once for each pool.
 */
export interface PreparedStatementsLost {
  readonly type: 'PreparedStatementsLost';
  readonly cause: unknown;
}

/**
 * A stored event can't be read: somebody else has written to the table. The feed goes on without it. Comes each time
 * that the feed passes the row.
 */
export interface UnreadableEvent {
  readonly type: 'UnreadableEvent';
  /** The key of the row, as it is stored. */
  readonly siteId: unknown;
  readonly revision: unknown;
  readonly ordinal: unknown;
  readonly cause: unknown;
}

/** What the adapters work around, and an operator should know. */
export type PostgresWarning = PreparedStatementsLost | UnreadableEvent;

const textOf = (warning: PostgresWarning): string =>
  warning.type === 'PreparedStatementsLost'
    ? 'loyalty-programs: the pooler does not track prepared statements; set preparedStatements to false'
    : `loyalty-programs: the feed leaves out an unreadable event: site ${String(warning.siteId)}, revision ${String(warning.revision)}`;

export const warnOnConsole = (warning: PostgresWarning): void => {
  console.warn(textOf(warning));
};
