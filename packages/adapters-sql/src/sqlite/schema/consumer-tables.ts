/** What consumers of the feed need. The limits are those of `consume`. */
export const CONSUMER_TABLES = `
CREATE TABLE loyalty_consumer_instances (
  consumer TEXT NOT NULL,
  instance TEXT NOT NULL
    CONSTRAINT loyalty_consumer_instances_instance CHECK (length(instance) BETWEEN 1 AND 255),
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (consumer, instance)
) STRICT, WITHOUT ROWID;

CREATE TABLE loyalty_consumer_partitions (
  consumer TEXT NOT NULL
    CONSTRAINT loyalty_consumer_partitions_consumer CHECK (length(consumer) BETWEEN 1 AND 100),
  feed_partition INTEGER NOT NULL
    CONSTRAINT loyalty_consumer_partitions_feed_partition CHECK (feed_partition >= 0),
  epoch INTEGER NOT NULL DEFAULT 0
    CONSTRAINT loyalty_consumer_partitions_epoch CHECK (epoch >= 0),
  feed_cursor TEXT,
  instance TEXT,
  expires_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (consumer, feed_partition)
) STRICT, WITHOUT ROWID;

CREATE TABLE loyalty_consumer_sites (
  consumer TEXT NOT NULL,
  site_id TEXT NOT NULL
    CONSTRAINT loyalty_consumer_sites_site_id CHECK (length(site_id) BETWEEN 1 AND 64 AND site_id NOT GLOB '*[^A-Za-z0-9._:-]*'),
  feed_partition INTEGER NOT NULL,
  status TEXT NOT NULL
    CONSTRAINT loyalty_consumer_sites_status CHECK (status IN ('waiting', 'parked')),
  sequence INTEGER NOT NULL,
  feed_cursor TEXT,
  last_sequence INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  retry_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (consumer, site_id)
) STRICT, WITHOUT ROWID;
`;
