import { HELD_SITE_COLUMNS, PARTITION_STATE_COLUMNS } from '../rows/index.js';

const changing = HELD_SITE_COLUMNS.filter((column) => column !== 'consumer' && column !== 'site_id');

/** How far consumers have come, and who works on which partition. */
export const CONSUMER_SQL = {
  announceInstance: `INSERT INTO loyalty_consumer_instances (consumer, instance, expires_at) VALUES (?, ?, ?)
ON CONFLICT (consumer, instance) DO UPDATE SET expires_at = excluded.expires_at`,

  forgetInstances: 'DELETE FROM loyalty_consumer_instances WHERE consumer = ? AND expires_at <= ?',

  countInstances: 'SELECT count(*) AS count FROM loyalty_consumer_instances WHERE consumer = ?',

  addPartitions: `INSERT INTO loyalty_consumer_partitions (consumer, feed_partition)
SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT (consumer, feed_partition) DO NOTHING`,

  renewPartitions: `UPDATE loyalty_consumer_partitions SET expires_at = ? WHERE consumer = ? AND instance = ?`,

  takePartitions: `UPDATE loyalty_consumer_partitions SET epoch = epoch + 1, instance = ?, expires_at = ?
WHERE consumer = ? AND feed_partition IN (
  SELECT feed_partition FROM loyalty_consumer_partitions
  WHERE consumer = ? AND (instance IS NULL OR expires_at <= ?) ORDER BY feed_partition LIMIT ?
)`,

  leasedPartitions: `SELECT consumer, feed_partition, epoch FROM loyalty_consumer_partitions
WHERE consumer = ? AND instance = ? ORDER BY feed_partition`,

  partitionStates: `SELECT ${PARTITION_STATE_COLUMNS.join(', ')} FROM loyalty_consumer_partitions
WHERE consumer = ? ORDER BY feed_partition`,

  heldSites: `SELECT ${HELD_SITE_COLUMNS.join(', ')} FROM loyalty_consumer_sites WHERE consumer = ? ORDER BY site_id`,

  commitCursor: `UPDATE loyalty_consumer_partitions SET feed_cursor = ?
WHERE consumer = ? AND feed_partition = ? AND epoch = ?`,

  holdSite: `INSERT INTO loyalty_consumer_sites (${HELD_SITE_COLUMNS.join(', ')})
VALUES (${HELD_SITE_COLUMNS.map(() => '?').join(', ')})
ON CONFLICT (consumer, site_id) DO UPDATE SET ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}`,

  passSite: 'UPDATE loyalty_consumer_sites SET last_sequence = ? WHERE consumer = ? AND site_id = ?',

  unholdSites: `DELETE FROM loyalty_consumer_sites
WHERE consumer = ? AND site_id IN (SELECT value FROM json_each(?))`,

  releasePartition: `UPDATE loyalty_consumer_partitions SET epoch = epoch + 1, instance = NULL, expires_at = 0
WHERE consumer = ? AND feed_partition = ? AND epoch = ?`,

  withdrawInstance: 'DELETE FROM loyalty_consumer_instances WHERE consumer = ? AND instance = ?',

  releasePartitions: `UPDATE loyalty_consumer_partitions SET epoch = epoch + 1, instance = NULL, expires_at = 0
WHERE consumer = ? AND instance = ?`,

  resumeSite: `UPDATE loyalty_consumer_sites
SET status = 'waiting', attempts = 0, sequence = sequence + ?, retry_at = ?
WHERE consumer = ? AND site_id = ? AND status = 'parked'`,
} as const;
