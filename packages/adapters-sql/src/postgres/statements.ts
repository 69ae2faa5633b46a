import { EVENT_COLUMNS, INSTALLATION_COLUMNS, PROGRAM_COLUMNS, PROGRAM_COLUMN_TYPES } from '../rows/index.js';
import { ACCESS_STATEMENTS } from './access-statements.js';
import { CONSUMER_STATEMENTS } from './consumer-statements.js';
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

/** Behind the columns of a program: its partition, its events or their number, and the revision it is based on. */
const parameterBehind = (place: number): string => `$${PROGRAM_COLUMNS.length + place}`;
const PARTITION = parameterBehind(1);
const EVENTS = parameterBehind(2);
const BASE = parameterBehind(3);
const PARTITIONED = [...PROGRAM_COLUMNS, 'partition'];

const RECORDED = EVENT_COLUMNS.filter((column) => column !== 'site_id' && column !== 'sequence');

const EVENT_RECORD = `e(site_id text, remaining int, revision bigint, ordinal int, type text, before jsonb, after jsonb,
  time bigint, actor text, caused_by text)`;

const SQL_TYPES = { text: 'text', integer: 'int', bigint: 'bigint', json: 'jsonb' } as const;

const PROGRAM_RECORD = `p(partition smallint, base_revision bigint, event_count int, ${listOf(
  Array.from(PROGRAM_COLUMN_TYPES, ([column, type]) => `${column} ${SQL_TYPES[type]}`),
)})`;

const FIND = `SELECT ${programs} FROM schema.loyalty_programs WHERE revision > 0 AND`;

/** The events of rows of `loyalty_programs`: these have counted them, and are locked until the end of the change. */
const appendTo = (sites: string, events: string): string => `
INSERT INTO schema.loyalty_program_events (partition, site_id, sequence, ${listOf(RECORDED)}, feed_time)
SELECT site.partition, site.site_id, site.last_sequence - e.remaining, ${columnsOf('e', RECORDED)}, site.last_time
FROM ${sites} AS site, jsonb_to_recordset(${events}::jsonb) AS ${EVENT_RECORD}
WHERE e.site_id = site.site_id`;

/** Returns whether the program was saved; if not, the last known revision explains why. */
const savingBy = (change: string): string => `
WITH saved AS (
  ${change} RETURNING stored.partition, stored.site_id, stored.last_sequence, stored.last_time
), event_rows AS (${appendTo('saved', EVENTS)}
)
SELECT (SELECT count(*) FROM saved) AS is_saved,
  (SELECT revision FROM schema.loyalty_programs WHERE partition = ${PARTITION}::smallint AND site_id = $1) AS found`;

/** Counts further events of a site. Their time in the feed is never before that of an earlier one. */
const counting = (count: string, time: string): string =>
  `last_sequence = stored.last_sequence + ${count}, last_time = greatest(stored.last_time, ${time})`;

const insertWith = (count: string): string =>
  `INSERT INTO schema.loyalty_programs AS stored (${listOf(PARTITIONED)}, last_sequence, last_time)
  VALUES (${parametersOf(PARTITIONED)}, ${count}, ${parameterOf('updated_date')})
  ON CONFLICT (partition, site_id) DO UPDATE SET ${listOf(changing.map((column) => `${column} = excluded.${column}`))},
    ${counting('excluded.last_sequence', 'excluded.last_time')} WHERE stored.revision = 0`;

const updateWith = (count: string): string =>
  `UPDATE schema.loyalty_programs AS stored SET ${listOf(changing.map((column) => `${column} = ${parameterOf(column)}`))},
    ${counting(count, parameterOf('updated_date'))}
  WHERE partition = ${PARTITION}::smallint AND site_id = $1 AND revision = ${BASE}`;

const COUNT_IN_EVENTS = `jsonb_array_length(${EVENTS}::jsonb)`;
const COUNT = `${EVENTS}::int`;

/** The state stored last at or before a point, and the events from there to the next one. */
const programAt = (column: string): string => `
SELECT site.created_date, site.pruned_revision, base.program AS snapshot, (
  SELECT jsonb_agg(to_jsonb(e) ORDER BY e.sequence) FROM schema.loyalty_program_events AS e
  WHERE e.partition = $1 AND e.site_id = $2 AND e.revision IS NOT NULL AND e.sequence > coalesce(base.sequence, 0)
    AND e.sequence <= coalesce((
      SELECT min(next.sequence) FROM schema.loyalty_program_snapshots AS next
      WHERE next.partition = $1 AND next.site_id = $2 AND next.sequence > coalesce(base.sequence, 0)
    ), 9223372036854775807)
) AS events
FROM schema.loyalty_programs AS site LEFT JOIN LATERAL (
  SELECT s.sequence, s.program FROM schema.loyalty_program_snapshots AS s
  WHERE s.partition = $1 AND s.site_id = $2 AND s.${column} <= $3 ORDER BY s.${column} DESC, s.sequence DESC LIMIT 1
) AS base ON true
WHERE site.partition = $1 AND site.site_id = $2 AND site.revision > 0`;

/** What a new registration of a site replaces. */
const REPLACED = INSTALLATION_COLUMNS.filter((column) => column !== 'site_id' && column !== 'since');

/** What a search says of a site; `site` is a page of ids in the order of their code points. */
const SUMMARY = `site.site_id, program.name, program.status, installation.account_id,
  installation.site_id IS NOT NULL AS is_installed`;

const PROGRAM_OF_SITE = `LEFT JOIN schema.loyalty_programs AS program
  ON program.partition = site.partition AND program.site_id = site.site_id AND program.revision > 0`;
const INSTALLATION_OF_SITE = `LEFT JOIN schema.loyalty_installations AS installation
  ON installation.partition = site.partition AND installation.site_id = site.site_id`;

const STATEMENTS = {
  find: `${FIND} partition = $1 AND site_id = $2`,

  findMany: `${FIND} (partition, site_id) IN (SELECT * FROM unnest($1::smallint[], $2::text[]))`,

  /** The same for sites of one partition. */
  findManyIn: `${FIND} partition = $1 AND site_id = ANY($2::text[])`,

  saveFirst: savingBy(insertWith(COUNT_IN_EVENTS)),

  saveNext: savingBy(updateWith(COUNT_IN_EVENTS)),

  /** The program alone; `appendEvents` follows in the same transaction. */
  saveFirstProgram: `${insertWith(COUNT)} RETURNING stored.site_id`,

  saveNextProgram: `${updateWith(COUNT)} RETURNING stored.site_id`,

  appendEvents: `${appendTo('schema.loyalty_programs', '$3')} AND site.partition = $1 AND site.site_id = $2`,

  storeSnapshots: `INSERT INTO schema.loyalty_program_snapshots (partition, site_id, revision, sequence, time, program)
SELECT site.partition, site.site_id, s.revision, site.last_sequence - s.remaining, s.time, s.program
FROM schema.loyalty_programs AS site,
  jsonb_to_recordset($3::jsonb) AS s(revision bigint, remaining int, time bigint, program jsonb)
WHERE site.partition = $1 AND site.site_id = $2`,

  /** Counts an event of a site that has a program or none, and locks its row. */
  countEvent: `INSERT INTO schema.loyalty_programs AS stored (${listOf(PARTITIONED)}, last_sequence, last_time)
VALUES (${parametersOf(PARTITIONED)}, 1, ${EVENTS}::bigint)
ON CONFLICT (partition, site_id) DO UPDATE SET ${counting('1', 'excluded.last_time')}`,

  revision: 'SELECT revision AS found FROM schema.loyalty_programs WHERE partition = $1 AND site_id = $2',

  /** Locks its rows in the order of their sites, so that such statements wait for each other in no circle. */
  saveMany: `
WITH requested AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS ${PROGRAM_RECORD}
), inserted AS (
  INSERT INTO schema.loyalty_programs AS stored (${listOf(PARTITIONED)}, last_sequence, last_time)
  SELECT ${listOf(PARTITIONED)}, event_count, updated_date FROM requested WHERE base_revision = 0 ORDER BY site_id
  ON CONFLICT (partition, site_id) DO UPDATE SET ${listOf(changing.map((column) => `${column} = excluded.${column}`))},
    ${counting('excluded.last_sequence', 'excluded.last_time')} WHERE stored.revision = 0
  RETURNING stored.partition, stored.site_id, stored.last_sequence, stored.last_time
), locked AS (
  SELECT program.site_id FROM schema.loyalty_programs AS program
  WHERE (program.partition, program.site_id) IN (
    SELECT requested.partition, requested.site_id FROM requested WHERE requested.base_revision > 0
  )
  ORDER BY program.site_id FOR NO KEY UPDATE OF program
), updated AS (
  UPDATE schema.loyalty_programs AS stored SET ${listOf(changing.map((column) => `${column} = requested.${column}`))},
    ${counting('requested.event_count', 'requested.updated_date')}
  FROM requested JOIN locked ON locked.site_id = requested.site_id
  WHERE stored.partition = requested.partition AND stored.site_id = requested.site_id
    AND stored.revision = requested.base_revision
  RETURNING stored.partition, stored.site_id, stored.last_sequence, stored.last_time
), saved AS (
  SELECT * FROM inserted UNION ALL SELECT * FROM updated
), event_rows AS (${appendTo('saved', '$2')}
)
SELECT site_id, is_saved, CASE WHEN is_saved = 1 THEN NULL ELSE (
  SELECT program.revision FROM schema.loyalty_programs AS program
  WHERE program.partition = outcome.partition AND program.site_id = outcome.site_id
) END AS found
FROM (
  SELECT partition, site_id,
    CASE WHEN site_id IN (SELECT saved.site_id FROM saved) THEN 1 ELSE 0 END AS is_saved FROM requested
) AS outcome`,

  /** The states stored around the revisions spare a look at all events of the site. */
  history: `SELECT ${listOf(EVENT_COLUMNS)} FROM schema.loyalty_program_events
WHERE partition = $1 AND site_id = $2 AND revision > $3 AND revision <= $4 AND sequence > coalesce((
  SELECT max(sequence) FROM schema.loyalty_program_snapshots WHERE partition = $1 AND site_id = $2 AND revision <= $3
), 0) AND sequence <= coalesce((
  SELECT min(sequence) FROM schema.loyalty_program_snapshots WHERE partition = $1 AND site_id = $2 AND revision >= $4
), 9223372036854775807) ORDER BY sequence`,

  prunedRevision: `SELECT pruned_revision FROM schema.loyalty_programs
WHERE partition = $1 AND site_id = $2 AND revision > 0`,

  programAtRevision: programAt('revision'),
  programAtTime: programAt('time'),
  programAtSequence: programAt('sequence'),

  eraseProgram: `UPDATE schema.loyalty_programs AS stored
SET ${listOf(changing.map((column) => `${column} = ${parameterOf(column)}`))}, pruned_revision = 0,
  ${counting('1', `${EVENTS}::bigint`)}
WHERE partition = ${PARTITION}::smallint AND site_id = $1 AND revision > 0 RETURNING stored.site_id`,

  eraseEvents: `DELETE FROM schema.loyalty_program_events
WHERE partition = $1 AND site_id = $2 AND revision IS NOT NULL`,

  eraseSnapshots: 'DELETE FROM schema.loyalty_program_snapshots WHERE partition = $1 AND site_id = $2',

  ping: 'SELECT 1 FROM schema.loyalty_programs LIMIT 1',

  /** Each half stops after a page of its own index. */
  listAllSites: `(SELECT site_id COLLATE "C" AS site_id FROM schema.loyalty_programs
WHERE site_id COLLATE "C" > $1 AND revision > 0 ORDER BY site_id COLLATE "C" LIMIT $2)
UNION (SELECT site_id COLLATE "C" FROM schema.loyalty_installations
WHERE site_id COLLATE "C" > $1 ORDER BY site_id COLLATE "C" LIMIT $2)
ORDER BY site_id LIMIT $2`,

  listSitesOfAccountAfter: `SELECT site_id FROM schema.loyalty_installations
WHERE account_id = $3 AND site_id COLLATE "C" > $1 ORDER BY site_id COLLATE "C" LIMIT $2`,

  searchSiteIds: `SELECT ${SUMMARY} FROM (
  SELECT partition, site_id COLLATE "default" AS site_id FROM (
    (SELECT partition, site_id COLLATE "C" AS site_id FROM schema.loyalty_programs
    WHERE site_id COLLATE "C" > $1 AND site_id COLLATE "C" >= $2 AND revision > 0 ORDER BY site_id COLLATE "C" LIMIT $3)
    UNION (SELECT partition, site_id COLLATE "C" FROM schema.loyalty_installations
    WHERE site_id COLLATE "C" > $1 AND site_id COLLATE "C" >= $2 ORDER BY site_id COLLATE "C" LIMIT $3)
    ORDER BY site_id LIMIT $3
  ) AS page
) AS site ${PROGRAM_OF_SITE} ${INSTALLATION_OF_SITE} ORDER BY site.site_id COLLATE "C"`,

  /** An index on the revision would have to be written at each save, so this one leaves out drafts instead. */
  searchSitesOfStatus: `SELECT site.site_id, site.name, site.status, installation.account_id,
  installation.site_id IS NOT NULL AS is_installed FROM schema.loyalty_programs AS site ${INSTALLATION_OF_SITE}
WHERE site.status = $4 AND site.status <> 'DRAFT' AND site.site_id COLLATE "C" > $1 AND site.site_id COLLATE "C" >= $2
ORDER BY site.site_id COLLATE "C" LIMIT $3`,

  searchSitesOfAccount: `SELECT site.site_id, program.name, program.status, site.account_id, true AS is_installed
FROM schema.loyalty_installations AS site ${PROGRAM_OF_SITE}
WHERE site.account_id = $4 AND site.site_id COLLATE "C" > $1 AND site.site_id COLLATE "C" >= $2
ORDER BY site.site_id COLLATE "C" LIMIT $3`,

  searchNamedSites: `SELECT ${SUMMARY} FROM unnest($1::smallint[], $2::text[]) AS site (partition, site_id)
${PROGRAM_OF_SITE} ${INSTALLATION_OF_SITE}
WHERE program.site_id IS NOT NULL OR installation.site_id IS NOT NULL ORDER BY site.site_id COLLATE "C"`,

  /** In the collation "C", `lower` changes ASCII letters alone. */
  searchSiteNames: `SELECT site.site_id, site.name, site.status, installation.account_id,
  installation.site_id IS NOT NULL AS is_installed FROM schema.loyalty_programs AS site ${INSTALLATION_OF_SITE}
WHERE site.name IS NOT NULL AND site.revision > 0 AND (lower(site.name COLLATE "C"), site.site_id COLLATE "C") > ($1, $2)
ORDER BY lower(site.name COLLATE "C"), site.site_id COLLATE "C" LIMIT $3`,

  countSites: `SELECT count(*) AS count
FROM (SELECT site_id FROM schema.loyalty_programs WHERE revision > 0 UNION SELECT site_id FROM schema.loyalty_installations) AS sites`,

  check: `SELECT ${listOf(INSTALLATION_COLUMNS)} FROM schema.loyalty_installations
WHERE partition = $1 AND site_id = $2`,

  checkMany: `SELECT ${listOf(INSTALLATION_COLUMNS)} FROM schema.loyalty_installations
WHERE (partition, site_id) IN (SELECT * FROM unnest($1::smallint[], $2::text[]))`,

  /** The same for sites of one partition. */
  checkManyIn: `SELECT ${listOf(INSTALLATION_COLUMNS)} FROM schema.loyalty_installations
WHERE partition = $1 AND site_id = ANY($2::text[])`,

  register: `INSERT INTO schema.loyalty_installations AS stored (${listOf(INSTALLATION_COLUMNS)}, partition)
VALUES (${parametersOf([...INSTALLATION_COLUMNS, 'partition'])})
ON CONFLICT (partition, site_id) DO UPDATE SET ${listOf(REPLACED.map((column) => `${column} = excluded.${column}`))}
RETURNING ${columnsOf('stored', INSTALLATION_COLUMNS)}`,

  remove: 'DELETE FROM schema.loyalty_installations WHERE partition = $1 AND site_id = $2',

  listSites: 'SELECT site_id FROM schema.loyalty_installations ORDER BY site_id COLLATE "C"',

  listSitesOfAccount:
    'SELECT site_id FROM schema.loyalty_installations WHERE account_id = $1 ORDER BY site_id COLLATE "C"',

  readFeed: `SELECT position, ${listOf(EVENT_COLUMNS)} FROM schema.loyalty_program_events
WHERE partition = $1 AND position > $2 AND NOT is_unreadable ORDER BY position LIMIT $3`,

  /**
   * Gives a position to the events of a partition that have none yet. The row of the partition is locked until the
   * positions are committed, so they come to light in their order: a reader that has seen one has seen all before it.
   * An event that is committed late gets its position late.
   */
  giveEventsPositions: `
WITH waiting AS (
  SELECT site_id, sequence, row_number() OVER (ORDER BY feed_time, site_id, sequence) AS place
  FROM schema.loyalty_program_events WHERE partition = $1 AND position IS NULL
  ORDER BY feed_time, site_id, sequence LIMIT $2
), feed AS (
  UPDATE schema.loyalty_event_feed SET last_position = last_position + (SELECT count(*) FROM waiting)
  WHERE partition = $1 AND (SELECT count(*) FROM waiting) > 0
  RETURNING last_position - (SELECT count(*) FROM waiting) AS start
)
UPDATE schema.loyalty_program_events AS event SET position = feed.start + waiting.place
FROM waiting, feed
WHERE event.partition = $1 AND event.site_id = waiting.site_id AND event.sequence = waiting.sequence
  AND event.position IS NULL
RETURNING 1`,

  setAside: `UPDATE schema.loyalty_program_events SET is_unreadable = true
WHERE partition = $1 AND site_id = $2 AND sequence = $3`,

  sitesToPrune: `SELECT DISTINCT site_id FROM schema.loyalty_program_events
WHERE partition = $1 AND time < $2 AND position <= $3`,

  lockSite: 'SELECT revision FROM schema.loyalty_programs WHERE partition = $1 AND site_id = $2 FOR UPDATE',

  /** No row if nothing of the site must stay. */
  firstToKeep: `SELECT sequence, coalesce(ordinal, 0) AS ordinal FROM schema.loyalty_program_events
WHERE partition = $1 AND site_id = $2 AND (time >= $3 OR position > $4 OR position IS NULL) ORDER BY sequence LIMIT 1`,

  lastToPrune: `SELECT sequence, revision, time FROM schema.loyalty_program_events
WHERE partition = $1 AND site_id = $2 AND sequence < $3 AND revision IS NOT NULL ORDER BY sequence DESC LIMIT 1`,

  keepSnapshot: `INSERT INTO schema.loyalty_program_snapshots (partition, site_id, revision, sequence, time, program)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (partition, site_id, revision) DO NOTHING`,

  pruneSnapshots: `DELETE FROM schema.loyalty_program_snapshots
WHERE partition = $1 AND site_id = $2 AND revision < $3`,

  notePruned: `UPDATE schema.loyalty_programs SET pruned_revision = $3
WHERE partition = $1 AND site_id = $2 AND revision > 0`,

  pruneEvents: `WITH pruned AS (
  DELETE FROM schema.loyalty_program_events WHERE partition = $1 AND site_id = $2 AND sequence < $3 RETURNING 1
) SELECT count(*) AS count FROM pruned`,

  ...CONSUMER_STATEMENTS,
  ...ACCESS_STATEMENTS,
} as const;

export type StatementName = keyof typeof STATEMENTS;

/** A statement on the tables of a schema. */
export const statementIn = (schema: string, name: StatementName): string =>
  STATEMENTS[name].replaceAll('schema.', () => `${quoteIdentifier(schema)}.`);
