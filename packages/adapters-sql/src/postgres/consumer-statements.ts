import { HELD_SITE_COLUMNS, PARTITION_STATE_COLUMNS } from '../rows/index.js';

const columns = HELD_SITE_COLUMNS.join(', ');
const record = HELD_SITE_COLUMNS.filter((column) => column !== 'consumer').join(', ');
const changing = HELD_SITE_COLUMNS.filter((column) => column !== 'consumer' && column !== 'site_id');

const HELD_SITE_RECORD =
  'h(site_id text, feed_partition int, status text, sequence bigint, feed_cursor text, last_sequence bigint, attempts int, retry_at bigint, reason text)';

/** How far consumers have come, and who works on which partition. Each is a step of its own: none needs the others. */
export const CONSUMER_STATEMENTS = {
  announceInstance: `INSERT INTO schema.loyalty_consumer_instances (consumer, instance, expires_at) VALUES ($1, $2, $3)
ON CONFLICT (consumer, instance) DO UPDATE SET expires_at = excluded.expires_at`,

  forgetInstances: 'DELETE FROM schema.loyalty_consumer_instances WHERE consumer = $1 AND expires_at <= $2',

  countInstances: 'SELECT count(*) AS count FROM schema.loyalty_consumer_instances WHERE consumer = $1',

  addPartitions: `INSERT INTO schema.loyalty_consumer_partitions (consumer, feed_partition)
SELECT $1, number FROM generate_series(0, $2::int - 1) AS number ON CONFLICT (consumer, feed_partition) DO NOTHING`,

  renewPartitions: `UPDATE schema.loyalty_consumer_partitions SET expires_at = $3
WHERE consumer = $1 AND instance = $2 RETURNING feed_partition`,

  /** A row that another instance has locked is being taken, or in use. */
  takePartitions: `WITH free AS MATERIALIZED (
  SELECT feed_partition FROM schema.loyalty_consumer_partitions
  WHERE consumer = $1 AND (instance IS NULL OR expires_at <= $4)
  ORDER BY feed_partition LIMIT $5 FOR UPDATE SKIP LOCKED
)
UPDATE schema.loyalty_consumer_partitions AS taken SET epoch = taken.epoch + 1, instance = $2, expires_at = $3
FROM free WHERE taken.consumer = $1 AND taken.feed_partition = free.feed_partition`,

  leasedPartitions: `SELECT consumer, feed_partition, epoch FROM schema.loyalty_consumer_partitions
WHERE consumer = $1 AND instance = $2 ORDER BY feed_partition`,

  partitionStates: `SELECT ${PARTITION_STATE_COLUMNS.join(', ')} FROM schema.loyalty_consumer_partitions
WHERE consumer = $1 ORDER BY feed_partition`,

  heldSites: `SELECT ${columns} FROM schema.loyalty_consumer_sites WHERE consumer = $1 ORDER BY site_id COLLATE "C"`,

  commitProgress: `WITH committed AS (
  UPDATE schema.loyalty_consumer_partitions SET feed_cursor = $4
  WHERE consumer = $1 AND feed_partition = $2 AND epoch = $3 RETURNING consumer
), held AS (
  INSERT INTO schema.loyalty_consumer_sites (${columns})
  SELECT committed.consumer, ${record} FROM jsonb_to_recordset($5::jsonb) AS ${HELD_SITE_RECORD} CROSS JOIN committed
  ON CONFLICT (consumer, site_id) DO UPDATE SET ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}
), passed AS (
  UPDATE schema.loyalty_consumer_sites AS site SET last_sequence = p.last_sequence
  FROM jsonb_to_recordset($6::jsonb) AS p(site_id text, last_sequence bigint), committed
  WHERE site.consumer = committed.consumer AND site.site_id = p.site_id
), released AS (
  DELETE FROM schema.loyalty_consumer_sites AS site USING committed
  WHERE site.consumer = committed.consumer AND site.site_id = ANY($7::text[])
)
SELECT count(*) AS is_committed FROM committed`,

  releasePartition: `UPDATE schema.loyalty_consumer_partitions
SET epoch = epoch + 1, instance = NULL, expires_at = 0
WHERE consumer = $1 AND feed_partition = $2 AND epoch = $3`,

  withdrawInstance: 'DELETE FROM schema.loyalty_consumer_instances WHERE consumer = $1 AND instance = $2',

  releasePartitions: `UPDATE schema.loyalty_consumer_partitions
SET epoch = epoch + 1, instance = NULL, expires_at = 0
WHERE consumer = $1 AND instance = $2`,

  resumeSite: `UPDATE schema.loyalty_consumer_sites
SET status = 'waiting', attempts = 0, sequence = sequence + $3, retry_at = $4
WHERE consumer = $1 AND site_id = $2 AND status = 'parked' RETURNING site_id`,
} as const;
