import { EVENT_COLUMNS, INSTALLATION_COLUMNS, PROGRAM_COLUMNS } from '../rows/index.js';
import { ACCESS_SQL } from './access-statements.js';
import { CONSUMER_SQL } from './consumer-statements.js';

const listOf = (columns: readonly string[]): string => columns.join(', ');
const parametersOf = (columns: readonly string[]): string => columns.map(() => '?').join(', ');

const programs = listOf(PROGRAM_COLUMNS);
// Parameters have no numbers: `better-sqlite3` takes numbered ones for named ones.
const assignments = PROGRAM_COLUMNS.map((column) => `${column} = ?`);
const events = listOf(EVENT_COLUMNS);
const installations = listOf(INSTALLATION_COLUMNS);
const changing = INSTALLATION_COLUMNS.filter((column) => column !== 'site_id' && column !== 'since');

const snapshotAt = (column: string): string => `SELECT sequence, program FROM loyalty_program_snapshots
WHERE site_id = ? AND ${column} <= ? ORDER BY ${column} DESC, sequence DESC LIMIT 1`;
/** What a search says of a site. */
const SUMMARY = `site.site_id, program.name, program.status, installation.account_id,
  installation.site_id IS NOT NULL AS is_installed`;

const PROGRAM_OF_SITE =
  'LEFT JOIN loyalty_programs AS program ON program.site_id = site.site_id AND program.revision > 0';
const INSTALLATION_OF_SITE =
  'LEFT JOIN loyalty_installations AS installation ON installation.site_id = site.site_id';

export const SQL = {
  find: `SELECT ${programs} FROM loyalty_programs WHERE site_id = ? AND revision > 0`,

  findMany: `SELECT ${programs} FROM loyalty_programs
WHERE site_id IN (SELECT value FROM json_each(?)) AND revision > 0`,

  saveFirst: `INSERT INTO loyalty_programs (${programs}, last_sequence) VALUES (${parametersOf(PROGRAM_COLUMNS)}, ?)
ON CONFLICT (site_id) DO UPDATE SET ${listOf(PROGRAM_COLUMNS.map((column) => `${column} = excluded.${column}`))},
  last_sequence = last_sequence + excluded.last_sequence
WHERE revision = 0`,

  saveNext: `UPDATE loyalty_programs SET ${listOf(assignments)}, last_sequence = last_sequence + ?
WHERE site_id = ? AND revision = ?`,

  /** Counts an event of a site that has a program or none. */
  countEvent: `INSERT INTO loyalty_programs (${programs}, last_sequence) VALUES (${parametersOf(PROGRAM_COLUMNS)}, 1)
ON CONFLICT (site_id) DO UPDATE SET last_sequence = last_sequence + 1`,

  appendEvents: `INSERT INTO loyalty_program_events (${events})
SELECT ${listOf(
    EVENT_COLUMNS.map((column) =>
      column === 'sequence' ? "site.last_sequence - (value ->> 'remaining')" : `value ->> '${column}'`,
    ),
  )} FROM json_each(?) JOIN loyalty_programs AS site ON site.site_id = value ->> 'site_id'`,

  storeSnapshots: `INSERT INTO loyalty_program_snapshots (site_id, revision, sequence, time, program)
SELECT site.site_id, value ->> 'revision', site.last_sequence - (value ->> 'remaining'), value ->> 'time', value ->> 'program'
FROM json_each(?) JOIN loyalty_programs AS site ON site.site_id = ?`,

  revision: 'SELECT revision FROM loyalty_programs WHERE site_id = ?',

  /** The states stored around the revisions spare a look at all events of the site. */
  history: `SELECT ${events} FROM loyalty_program_events
WHERE site_id = ? AND revision > ? AND revision <= ?
  AND sequence > coalesce((SELECT max(sequence) FROM loyalty_program_snapshots WHERE site_id = ? AND revision <= ?), 0)
ORDER BY sequence`,

  historyOf: `SELECT created_date, pruned_revision FROM loyalty_programs WHERE site_id = ? AND revision > 0`,

  snapshotAtRevision: snapshotAt('revision'),
  snapshotAtTime: snapshotAt('time'),
  snapshotAtSequence: snapshotAt('sequence'),

  eventsAfterSnapshot: `SELECT ${events} FROM loyalty_program_events
WHERE site_id = ? AND revision IS NOT NULL AND sequence > ? AND sequence <= coalesce(
  (SELECT min(sequence) FROM loyalty_program_snapshots WHERE site_id = ? AND sequence > ?), 9223372036854775807
) ORDER BY sequence`,

  eraseProgram: `UPDATE loyalty_programs SET ${listOf(assignments)}, last_sequence = last_sequence + 1, pruned_revision = 0
WHERE site_id = ? AND revision > 0`,

  eraseEvents: 'DELETE FROM loyalty_program_events WHERE site_id = ? AND revision IS NOT NULL',

  eraseSnapshots: 'DELETE FROM loyalty_program_snapshots WHERE site_id = ?',

  ping: 'SELECT 1 FROM loyalty_programs LIMIT 1',

  listAllSites: `SELECT site_id FROM loyalty_programs WHERE site_id > ? AND revision > 0
UNION SELECT site_id FROM loyalty_installations WHERE site_id > ? ORDER BY site_id LIMIT ?`,

  listSitesOfAccountAfter: `SELECT site_id FROM loyalty_installations
WHERE account_id = ? AND site_id > ? ORDER BY site_id LIMIT ?`,

  searchSiteIds: `SELECT ${SUMMARY} FROM (
  SELECT site_id FROM loyalty_programs WHERE site_id > ? AND site_id >= ? AND revision > 0
  UNION SELECT site_id FROM loyalty_installations WHERE site_id > ? AND site_id >= ? ORDER BY site_id LIMIT ?
) AS site ${PROGRAM_OF_SITE} ${INSTALLATION_OF_SITE} ORDER BY site.site_id`,

  searchSitesOfStatus: `SELECT site.site_id, site.name, site.status, installation.account_id,
  installation.site_id IS NOT NULL AS is_installed FROM loyalty_programs AS site ${INSTALLATION_OF_SITE}
WHERE site.status = ? AND site.status <> 'DRAFT' AND site.site_id > ? AND site.site_id >= ? ORDER BY site.site_id LIMIT ?`,

  searchSitesOfAccount: `SELECT site.site_id, program.name, program.status, site.account_id, 1 AS is_installed
FROM loyalty_installations AS site ${PROGRAM_OF_SITE}
WHERE site.account_id = ? AND site.site_id > ? AND site.site_id >= ? ORDER BY site.site_id LIMIT ?`,

  searchNamedSites: `SELECT ${SUMMARY} FROM (SELECT value AS site_id FROM json_each(?)) AS site
${PROGRAM_OF_SITE} ${INSTALLATION_OF_SITE}
WHERE program.site_id IS NOT NULL OR installation.site_id IS NOT NULL ORDER BY site.site_id`,

  /** Two ranges of the index: SQLite does not search an expression as a part of a row value. */
  searchSiteNames: `SELECT site.site_id, site.name, site.status, installation.account_id,
  installation.site_id IS NOT NULL AS is_installed FROM (
  SELECT * FROM (SELECT site_id, name, status, lower(name) AS key FROM loyalty_programs
    WHERE name IS NOT NULL AND revision > 0 AND lower(name) = ? AND site_id > ? ORDER BY site_id LIMIT ?)
  UNION ALL SELECT * FROM (SELECT site_id, name, status, lower(name) AS key FROM loyalty_programs
    WHERE name IS NOT NULL AND revision > 0 AND lower(name) > ? ORDER BY lower(name), site_id LIMIT ?)
) AS site ${INSTALLATION_OF_SITE} ORDER BY site.key, site.site_id LIMIT ?`,

  countSites: `SELECT count(*) AS count
FROM (SELECT site_id FROM loyalty_programs WHERE revision > 0 UNION SELECT site_id FROM loyalty_installations)`,

  check: `SELECT ${installations} FROM loyalty_installations WHERE site_id = ?`,

  checkMany: `SELECT ${installations} FROM loyalty_installations
WHERE site_id IN (SELECT value FROM json_each(?))`,

  register: `INSERT INTO loyalty_installations (${installations}) VALUES (${parametersOf(INSTALLATION_COLUMNS)})
ON CONFLICT (site_id) DO UPDATE SET ${listOf(changing.map((column) => `${column} = excluded.${column}`))}`,

  remove: 'DELETE FROM loyalty_installations WHERE site_id = ?',

  listSites: 'SELECT site_id FROM loyalty_installations ORDER BY site_id',

  listSitesOfAccount: 'SELECT site_id FROM loyalty_installations WHERE account_id = ? ORDER BY site_id',

  readFeed: `SELECT position, ${events} FROM loyalty_program_events
WHERE position > ? AND is_unreadable = 0 ORDER BY position LIMIT ?`,

  setAside: 'UPDATE loyalty_program_events SET is_unreadable = 1 WHERE position = ?',

  sitesToPrune: 'SELECT DISTINCT site_id FROM loyalty_program_events WHERE time < ? AND position <= ?',

  /** No row if nothing of the site must stay. */
  firstToKeep: `SELECT sequence, coalesce(ordinal, 0) AS ordinal FROM loyalty_program_events
WHERE site_id = ? AND (time >= ? OR position > ?) ORDER BY sequence LIMIT 1`,

  lastToPrune: `SELECT sequence, revision, time FROM loyalty_program_events
WHERE site_id = ? AND sequence < ? AND revision IS NOT NULL ORDER BY sequence DESC LIMIT 1`,

  keepSnapshot: `INSERT INTO loyalty_program_snapshots (site_id, revision, sequence, time, program)
VALUES (?, ?, ?, ?, ?) ON CONFLICT (site_id, revision) DO NOTHING`,

  pruneSnapshots: 'DELETE FROM loyalty_program_snapshots WHERE site_id = ? AND revision < ?',

  notePruned: 'UPDATE loyalty_programs SET pruned_revision = ? WHERE site_id = ? AND revision > 0',

  pruneEvents: 'DELETE FROM loyalty_program_events WHERE site_id = ? AND sequence < ?',

  ...CONSUMER_SQL,
  ...ACCESS_SQL,
} as const;

export type StatementName = keyof typeof SQL;

/** Takes the write lock, and changes nothing. */
export const TAKE_WRITE_LOCK = "UPDATE loyalty_programs SET revision = revision WHERE site_id = ''";
