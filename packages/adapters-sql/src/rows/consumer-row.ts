import type { SiteId } from '@loyalty-programs/core';
import type { HeldSite, Lease, PartitionState } from '@loyalty-programs/core/adapter-kit';
import { numberIn, optionalTextIn, type Row, siteIdIn, textIn, UnreadableRow, type Value } from './row.js';

/** Each column of the table of held sites, with its value. */
const COLUMNS = {
  site_id: ({ siteId }) => siteId,
  feed_partition: ({ partition }) => partition,
  status: ({ status }) => status,
  sequence: ({ sequence }) => sequence,
  feed_cursor: ({ cursor }) => cursor,
  last_sequence: ({ lastSequence }) => lastSequence,
  attempts: ({ attempts }) => attempts,
  retry_at: ({ retryAt }) => retryAt,
  reason: ({ reason }) => reason,
} as const satisfies Readonly<Record<string, (site: HeldSite) => Value>>;

/** The columns of the table of held sites; the first two are its key. */
export const HELD_SITE_COLUMNS: readonly string[] = ['consumer', ...Object.keys(COLUMNS)];

const VALUES = Object.values(COLUMNS);

/** What stands in the columns for a held site, in their order. */
export const heldSiteValues = (consumer: string, site: HeldSite): Value[] => [
  consumer,
  ...VALUES.map((valueOf) => valueOf(site)),
];

/** A held site as an object of its columns, to be bound as JSON. */
export const heldSiteRecord = (site: HeldSite): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(COLUMNS).map(([column, valueOf]) => [column, valueOf(site)]));

const statusIn = (row: Row): HeldSite['status'] => {
  const status = textIn(row, 'status');
  if (status === 'waiting' || status === 'parked') return status;
  throw new UnreadableRow('status');
};

/** The held site of a row. Throws `UnreadableRow` where the row is none. */
export const heldSiteOf = (row: Row): HeldSite => {
  const siteId: SiteId = siteIdIn(row);
  return {
    siteId,
    partition: numberIn(row, 'feed_partition'),
    status: statusIn(row),
    sequence: numberIn(row, 'sequence'),
    cursor: optionalTextIn(row, 'feed_cursor'),
    lastSequence: numberIn(row, 'last_sequence'),
    attempts: numberIn(row, 'attempts'),
    retryAt: numberIn(row, 'retry_at'),
    reason: textIn(row, 'reason'),
  };
};

/** The columns of the table of a consumer's partitions that describe its state. */
export const PARTITION_STATE_COLUMNS: readonly string[] = [
  'feed_partition',
  'epoch',
  'feed_cursor',
  'instance',
  'expires_at',
];

/** Where a consumer stands in a partition, by its row. */
export const partitionStateOf = (row: Row): PartitionState => ({
  partition: numberIn(row, 'feed_partition'),
  epoch: numberIn(row, 'epoch'),
  cursor: optionalTextIn(row, 'feed_cursor'),
  instance: optionalTextIn(row, 'instance'),
  expiresAt: numberIn(row, 'expires_at'),
});

/** The lease of a row. */
export const leaseOf = (row: Row): Lease => ({
  consumer: textIn(row, 'consumer'),
  partition: numberIn(row, 'feed_partition'),
  epoch: numberIn(row, 'epoch'),
});
