import { EVENT_COLUMNS, INSTALLATION_COLUMNS, PROGRAM_COLUMNS, PROGRAM_COLUMN_TYPES } from '../rows/index.js';
import { quoteIdentifier } from './options.js';

// No advisory locks, no transaction ids, no procedures: they would get in the way of poolers and sharding. Every
// table stands behind `schema.`, which `statementIn` replaces.

const listOf = (columns: readonly string[]): string => columns.join(', ');
const parametersOf = (columns: readonly string[]): string =>
  columns.map((_, index) => `$${index + 1}`).join(', ');
const columnsOf = (table: string, columns: readonly string[]): string =>
  columns.map((column) => `${table}.${column}`).join(', ');

const programs = listOf(PROGRAM_COLUMNS);
const changing = PROGRAM_COLUMNS.filter((column) => column !== 'site_id');
const parameterOf = (column: string): string => `$${PROGRAM_COLUMNS.indexOf(column) + 1}`;
const eventsParameter = `$${PROGRAM_COLUMNS.length + 1}`;
const baseParameter = `$${PROGRAM_COLUMNS.length + 2}`;

const EVENT_RECORD =
  'e(site_id text, revision bigint, ordinal int, type text, before jsonb, after jsonb, time bigint, actor text, caused_by text)';

const SQL_TYPES = { text: 'text', integer: 'int', bigint: 'bigint', json: 'jsonb' } as const;

const PROGRAM_RECORD = `p(base_revision bigint, ${listOf(
  Array.from(PROGRAM_COLUMN_TYPES, ([column, type]) => `${column} ${SQL_TYPES[type]}`),
)})`;

const FIND = `SELECT ${programs} FROM schema.loyalty_programs WHERE site_id`;

/** Returns whether the program was saved; if not, the last known revision explains why. */
const savingBy = (change: string): string => `
WITH saved AS (
  ${change} RETURNING site_id
), event_rows AS (
  INSERT INTO schema.loyalty_program_events (${listOf(EVENT_COLUMNS)})
  SELECT ${columnsOf('e', EVENT_COLUMNS)}
  FROM jsonb_to_recordset(${eventsParameter}::jsonb) AS ${EVENT_RECORD} JOIN saved ON saved.site_id = e.site_id
)
SELECT (SELECT count(*) FROM saved) AS is_saved,
  (SELECT revision FROM schema.loyalty_programs WHERE site_id = $1) AS found`;

const INSERT_PROGRAM = `INSERT INTO schema.loyalty_programs (${programs}) VALUES (${parametersOf(PROGRAM_COLUMNS)})
  ON CONFLICT (site_id) DO NOTHING`;

const updateWith = (baseRevision: string): string =>
  `UPDATE schema.loyalty_programs SET ${changing.map((column) => `${column} = ${parameterOf(column)}`).join(', ')}
  WHERE site_id = $1 AND revision = ${baseRevision}`;

/** What a new registration of a site replaces. */
const REPLACED = INSTALLATION_COLUMNS.filter((column) => column !== 'site_id' && column !== 'since');
const ownerParameter = `$${INSTALLATION_COLUMNS.length + 1}`;

const REGISTER = `INSERT INTO schema.loyalty_installations AS stored (${listOf(INSTALLATION_COLUMNS)})
VALUES (${parametersOf(INSTALLATION_COLUMNS)})
ON CONFLICT (site_id) DO UPDATE SET ${listOf(REPLACED.map((column) => `${column} = excluded.${column}`))}`;

const STATEMENTS = {
  find: `${FIND} = $1`,

  findMany: `${FIND} = ANY($1::text[])`,

  saveFirst: savingBy(INSERT_PROGRAM),

  saveNext: savingBy(updateWith(baseParameter)),

  /** The program alone; `storeEvents` follows in the same transaction. */
  saveFirstProgram: `${INSERT_PROGRAM} RETURNING site_id`,

  saveNextProgram: `${updateWith(`$${PROGRAM_COLUMNS.length + 1}`)} RETURNING site_id`,

  revision: 'SELECT revision AS found FROM schema.loyalty_programs WHERE site_id = $1',

  /** Locks its rows in the order of their sites, so that such statements wait for each other in no circle. */
  saveMany: `
WITH requested AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS ${PROGRAM_RECORD}
), inserted AS (
  INSERT INTO schema.loyalty_programs (${programs}) SELECT ${programs} FROM requested WHERE base_revision = 0 ORDER BY site_id
  ON CONFLICT (site_id) DO NOTHING RETURNING site_id
), locked AS (
  SELECT program.site_id FROM schema.loyalty_programs AS program
  WHERE program.site_id IN (SELECT requested.site_id FROM requested WHERE requested.base_revision > 0)
  ORDER BY program.site_id FOR NO KEY UPDATE OF program
), updated AS (
  UPDATE schema.loyalty_programs AS program SET ${changing.map((column) => `${column} = requested.${column}`).join(', ')}
  FROM requested JOIN locked ON locked.site_id = requested.site_id
  WHERE program.site_id = requested.site_id AND program.revision = requested.base_revision
  RETURNING program.site_id
), saved AS (
  SELECT site_id FROM inserted UNION ALL SELECT site_id FROM updated
), event_rows AS (
  INSERT INTO schema.loyalty_program_events (${listOf(EVENT_COLUMNS)})
  SELECT ${columnsOf('e', EVENT_COLUMNS)}
  FROM jsonb_to_recordset($2::jsonb) AS ${EVENT_RECORD} JOIN saved ON saved.site_id = e.site_id
)
SELECT site_id, is_saved, CASE WHEN is_saved = 1 THEN NULL ELSE (
  SELECT program.revision FROM schema.loyalty_programs AS program WHERE program.site_id = outcome.site_id
) END AS found
FROM (
  SELECT site_id, CASE WHEN site_id IN (SELECT saved.site_id FROM saved) THEN 1 ELSE 0 END AS is_saved FROM requested
) AS outcome`,

  wholeHistory: `SELECT position, ${listOf(EVENT_COLUMNS)} FROM schema.loyalty_program_events
WHERE site_id = $1 ORDER BY revision, ordinal`,

  history: `SELECT ${listOf(EVENT_COLUMNS)} FROM schema.loyalty_program_events
WHERE site_id = $1 AND revision > $2 AND revision <= $3 ORDER BY revision, ordinal`,

  /** The events go with their program. */
  erase: 'DELETE FROM schema.loyalty_programs WHERE site_id = $1',

  ping: 'SELECT 1 FROM schema.loyalty_programs LIMIT 1',

  /** Each half stops after a page of its own index. */
  listAllSites: `(SELECT site_id COLLATE "C" AS site_id FROM schema.loyalty_programs
WHERE site_id COLLATE "C" > $1 ORDER BY site_id COLLATE "C" LIMIT $2)
UNION (SELECT site_id COLLATE "C" FROM schema.loyalty_installations
WHERE site_id COLLATE "C" > $1 ORDER BY site_id COLLATE "C" LIMIT $2)
ORDER BY site_id LIMIT $2`,

  listSitesOfAccountAfter: `SELECT site_id FROM schema.loyalty_installations
WHERE account_id = $3 AND site_id COLLATE "C" > $1 ORDER BY site_id COLLATE "C" LIMIT $2`,

  countSites: `SELECT count(*) AS count
FROM (SELECT site_id FROM schema.loyalty_programs UNION SELECT site_id FROM schema.loyalty_installations) AS sites`,

  check: `SELECT ${listOf(INSTALLATION_COLUMNS)} FROM schema.loyalty_installations WHERE site_id = $1`,

  checkMany: `SELECT ${listOf(INSTALLATION_COLUMNS)} FROM schema.loyalty_installations WHERE site_id = ANY($1::text[])`,

  register: `${REGISTER} RETURNING ${columnsOf('stored', INSTALLATION_COLUMNS)}`,

  /** No row where the site is installed for another account. */
  registerNewOrOwned: `${REGISTER} WHERE stored.account_id = ${ownerParameter}
RETURNING ${columnsOf('stored', INSTALLATION_COLUMNS)}`,

  /** No row where the site is not installed for the account. */
  registerOwned: `UPDATE schema.loyalty_installations AS stored
SET ${listOf(REPLACED.map((column) => `${column} = $${INSTALLATION_COLUMNS.indexOf(column) + 1}`))}
WHERE site_id = $1 AND account_id = ${ownerParameter} AND $2::bigint IS NOT NULL -- the date, which stays
RETURNING ${columnsOf('stored', INSTALLATION_COLUMNS)}`,

  remove: 'DELETE FROM schema.loyalty_installations WHERE site_id = $1',

  removeOwned:
    'DELETE FROM schema.loyalty_installations WHERE site_id = $1 AND account_id = $2 RETURNING site_id',

  listSites: 'SELECT site_id FROM schema.loyalty_installations ORDER BY site_id COLLATE "C"',

  listSitesOfAccount:
    'SELECT site_id FROM schema.loyalty_installations WHERE account_id = $1 ORDER BY site_id COLLATE "C"',

  readFeed: `SELECT position, ${listOf(EVENT_COLUMNS)} FROM schema.loyalty_program_events
WHERE position > $1 ORDER BY position LIMIT $2`,

  /**
   * Gives a position to the events that have none yet. The one row of `loyalty_event_feed` is locked until the
   * positions are committed, so they come to light in their order: a reader that has seen one has seen all
   * before it. An event that is committed late gets its position late.
   */
  giveEventsPositions: `
WITH waiting AS (
  SELECT site_id, revision, ordinal, row_number() OVER (ORDER BY site_id, revision, ordinal) AS place
  FROM schema.loyalty_program_events WHERE position IS NULL ORDER BY site_id, revision, ordinal LIMIT $1
), feed AS (
  UPDATE schema.loyalty_event_feed SET last_position = last_position + (SELECT count(*) FROM waiting)
  WHERE (SELECT count(*) FROM waiting) > 0
  RETURNING last_position - (SELECT count(*) FROM waiting) AS start
)
UPDATE schema.loyalty_program_events AS event SET position = feed.start + waiting.place
FROM waiting, feed
WHERE event.site_id = waiting.site_id AND event.revision = waiting.revision
  AND event.ordinal = waiting.ordinal AND event.position IS NULL`,
} as const;

const STORE_EVENTS = 'storeEvents';

/** With the number of events. */
type StoreEvents = `${typeof STORE_EVENTS}${number}`;

export type StatementName = keyof typeof STATEMENTS | StoreEvents;

const isStoringEvents = (name: StatementName): name is StoreEvents => name.startsWith(STORE_EVENTS);

/** Plain rows of values: a sharded engine knows from them which server the site is on. */
const storeEvents = (count: number): string => {
  const rows = Array.from({ length: count }, (_, row) =>
    EVENT_COLUMNS.map((_column, column) => `$${row * EVENT_COLUMNS.length + column + 1}`).join(', '),
  );
  return `INSERT INTO schema.loyalty_program_events (${listOf(EVENT_COLUMNS)})
VALUES ${rows.map((row) => `(${row})`).join(', ')}`;
};

/** A statement on the tables of a schema. */
export const statementIn = (schema: string, name: StatementName): string =>
  (isStoringEvents(name)
    ? storeEvents(Number(name.slice(STORE_EVENTS.length)))
    : STATEMENTS[name]
  ).replaceAll('schema.', () => `${quoteIdentifier(schema)}.`);
