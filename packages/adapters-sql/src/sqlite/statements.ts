import { EVENT_COLUMNS, INSTALLATION_COLUMNS, PROGRAM_COLUMNS } from '../rows/index.js';

const listOf = (columns: readonly string[]): string => columns.join(', ');
const parametersOf = (columns: readonly string[]): string => columns.map(() => '?').join(', ');

const programs = listOf(PROGRAM_COLUMNS);
// Parameters have no numbers: `better-sqlite3` takes numbered ones for named ones.
const assignments = PROGRAM_COLUMNS.map((column) => `${column} = ?`);
const events = listOf(EVENT_COLUMNS);
const installations = listOf(INSTALLATION_COLUMNS);
const changing = INSTALLATION_COLUMNS.filter((column) => column !== 'site_id' && column !== 'since');

export const SQL = {
  find: `SELECT ${programs} FROM loyalty_programs WHERE site_id = ?`,

  findMany: `SELECT ${programs} FROM loyalty_programs WHERE site_id IN (SELECT value FROM json_each(?))`,

  saveFirst: `INSERT INTO loyalty_programs (${programs}) VALUES (${parametersOf(PROGRAM_COLUMNS)})
ON CONFLICT (site_id) DO NOTHING`,

  saveNext: `UPDATE loyalty_programs SET ${listOf(assignments)} WHERE site_id = ? AND revision = ?`,

  appendEvents: `INSERT INTO loyalty_program_events (${events})
SELECT ${listOf(EVENT_COLUMNS.map((column) => `value ->> '${column}'`))} FROM json_each(?)`,

  revision: 'SELECT revision FROM loyalty_programs WHERE site_id = ?',

  history: `SELECT ${events} FROM loyalty_program_events
WHERE site_id = ? AND revision > ? AND revision <= ? ORDER BY revision, ordinal`,

  wholeHistory: `SELECT position, ${events} FROM loyalty_program_events WHERE site_id = ? ORDER BY revision, ordinal`,

  eraseEvents: 'DELETE FROM loyalty_program_events WHERE site_id = ?',

  eraseProgram: 'DELETE FROM loyalty_programs WHERE site_id = ?',

  ping: 'SELECT 1 FROM loyalty_programs LIMIT 1',

  listAllSites: `SELECT site_id FROM loyalty_programs WHERE site_id > ?
UNION SELECT site_id FROM loyalty_installations WHERE site_id > ? ORDER BY site_id LIMIT ?`,

  listSitesOfAccountAfter: `SELECT site_id FROM loyalty_installations
WHERE account_id = ? AND site_id > ? ORDER BY site_id LIMIT ?`,

  countSites: `SELECT count(*) AS count
FROM (SELECT site_id FROM loyalty_programs UNION SELECT site_id FROM loyalty_installations)`,

  check: `SELECT ${installations} FROM loyalty_installations WHERE site_id = ?`,

  checkMany: `SELECT ${installations} FROM loyalty_installations
WHERE site_id IN (SELECT value FROM json_each(?))`,

  register: `INSERT INTO loyalty_installations (${installations}) VALUES (${parametersOf(INSTALLATION_COLUMNS)})
ON CONFLICT (site_id) DO UPDATE SET ${listOf(changing.map((column) => `${column} = excluded.${column}`))}`,

  remove: 'DELETE FROM loyalty_installations WHERE site_id = ?',

  listSites: 'SELECT site_id FROM loyalty_installations ORDER BY site_id',

  listSitesOfAccount: 'SELECT site_id FROM loyalty_installations WHERE account_id = ? ORDER BY site_id',

  readFeed: `SELECT position, ${events} FROM loyalty_program_events WHERE position > ? ORDER BY position LIMIT ?`,
} as const;

export type StatementName = keyof typeof SQL;

/** Takes the write lock, and changes nothing. */
export const TAKE_WRITE_LOCK = "UPDATE loyalty_programs SET revision = revision WHERE site_id = ''";
