import { KEY_COLUMNS, SESSION_COLUMNS } from '../rows/index.js';

const keys = KEY_COLUMNS.join(', ');
const sessions = SESSION_COLUMNS.join(', ');
const parametersOf = (columns: readonly string[]): string => columns.map(() => '?').join(', ');

/** Keys, sessions and links. */
export const ACCESS_SQL = {
  createKey: `INSERT INTO loyalty_keys (${keys}) VALUES (${parametersOf(KEY_COLUMNS)})
ON CONFLICT DO NOTHING`,

  findKey: `SELECT ${keys} FROM loyalty_keys WHERE sha256 = ?`,

  getKey: `SELECT ${keys} FROM loyalty_keys WHERE id = ?`,

  listKeys: `SELECT ${keys} FROM loyalty_keys WHERE name > ? ORDER BY name LIMIT ?`,

  revokeKey: 'DELETE FROM loyalty_keys WHERE id = ?',

  noteKeyUse: 'UPDATE loyalty_keys SET last_used = ? WHERE id = ? AND coalesce(last_used, 0) < ?',

  createSession: `INSERT INTO loyalty_sessions (${sessions}) VALUES (${parametersOf(SESSION_COLUMNS)})`,

  findSession: `SELECT ${sessions} FROM loyalty_sessions WHERE sha256 = ? AND idle_expires > ?`,

  extendSession:
    'UPDATE loyalty_sessions SET idle_expires = min(expires, ?) WHERE sha256 = ? AND idle_expires < ?',

  removeSession: 'DELETE FROM loyalty_sessions WHERE sha256 = ?',

  removeExpiredSessions: 'DELETE FROM loyalty_sessions WHERE idle_expires <= ?',

  createLink: 'INSERT INTO loyalty_links (sha256, access_grant, expires) VALUES (?, ?, ?)',

  findLink: 'SELECT access_grant FROM loyalty_links WHERE sha256 = ? AND expires > ?',

  removeLink: 'DELETE FROM loyalty_links WHERE sha256 = ?',

  removeExpiredLinks: 'DELETE FROM loyalty_links WHERE expires <= ?',
} as const;
