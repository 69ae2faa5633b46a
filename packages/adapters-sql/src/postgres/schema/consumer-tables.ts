/** What consumers of the feed need. The limits are those of `consume`. */
export const CONSUMER_TABLES = `
CREATE TABLE loyalty_consumer_instances (
  consumer text NOT NULL,
  instance text NOT NULL
    CONSTRAINT loyalty_consumer_instances_instance CHECK (char_length(instance) BETWEEN 1 AND 255),
  expires_at bigint NOT NULL,
  PRIMARY KEY (consumer, instance)
);

CREATE TABLE loyalty_consumer_partitions (
  consumer text NOT NULL
    CONSTRAINT loyalty_consumer_partitions_consumer CHECK (char_length(consumer) BETWEEN 1 AND 100),
  feed_partition integer NOT NULL
    CONSTRAINT loyalty_consumer_partitions_feed_partition CHECK (feed_partition >= 0),
  epoch bigint NOT NULL DEFAULT 0
    CONSTRAINT loyalty_consumer_partitions_epoch CHECK (epoch >= 0),
  feed_cursor text,
  instance text,
  expires_at bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (consumer, feed_partition)
);

CREATE TABLE loyalty_consumer_sites (
  consumer text NOT NULL,
  site_id text NOT NULL
    CONSTRAINT loyalty_consumer_sites_site_id CHECK (char_length(site_id) BETWEEN 1 AND 64 AND site_id ~ '^[A-Za-z0-9._:-]*$'),
  feed_partition integer NOT NULL,
  status text NOT NULL
    CONSTRAINT loyalty_consumer_sites_status CHECK (status IN ('waiting', 'parked')),
  sequence bigint NOT NULL,
  feed_cursor text,
  last_sequence bigint NOT NULL,
  attempts integer NOT NULL,
  retry_at bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (consumer, site_id)
);
`;
