import { KEY_COLUMNS, SESSION_COLUMNS } from '../rows/index.js';

const keys = KEY_COLUMNS.join(', ');
const sessions = SESSION_COLUMNS.join(', ');
const parametersOf = (columns: readonly string[]): string =>
  columns.map((_, index) => `$${index + 1}`).join(', ');

/** Keys, sessions and links. */
export const ACCESS_STATEMENTS = {
  createKey: `INSERT INTO schema.loyalty_keys (${keys}) VALUES (${parametersOf(KEY_COLUMNS)})
ON CONFLICT DO NOTHING RETURNING id`,

  findKey: `SELECT ${keys} FROM schema.loyalty_keys WHERE sha256 = $1`,

  getKey: `SELECT ${keys} FROM schema.loyalty_keys WHERE id = $1`,

  listKeys: `SELECT ${keys} FROM schema.loyalty_keys
WHERE name COLLATE "C" > $1 ORDER BY name COLLATE "C" LIMIT $2`,

  revokeKey: 'DELETE FROM schema.loyalty_keys WHERE id = $1',

  noteKeyUse: 'UPDATE schema.loyalty_keys SET last_used = $1 WHERE id = $2 AND coalesce(last_used, 0) < $1',

  createSession: `INSERT INTO schema.loyalty_sessions (${sessions})
VALUES (${parametersOf(SESSION_COLUMNS)})`,

  findSession: `SELECT ${sessions} FROM schema.loyalty_sessions
WHERE sha256 = $1 AND idle_expires > $2`,

  extendSession: `UPDATE schema.loyalty_sessions SET idle_expires = least(expires, $2)
WHERE sha256 = $1 AND idle_expires < $2`,

  removeSession: 'DELETE FROM schema.loyalty_sessions WHERE sha256 = $1',

  removeExpiredSessions: 'DELETE FROM schema.loyalty_sessions WHERE idle_expires <= $1',

  createLink: 'INSERT INTO schema.loyalty_links (sha256, access_grant, expires) VALUES ($1, $2, $3)',

  takeLink: 'DELETE FROM schema.loyalty_links WHERE sha256 = $1 AND expires > $2 RETURNING access_grant',

  removeExpiredLinks: 'DELETE FROM schema.loyalty_links WHERE expires <= $1',
} as const;
