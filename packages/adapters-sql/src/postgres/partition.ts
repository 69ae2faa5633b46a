import { createHash } from 'node:crypto';

/** How many partitions the tables have; fixed in the migration that makes them. */
export const PARTITIONS = 64;

/** The partition of a site: the first byte of the SHA-256 of its id, modulo the number of partitions. */
export const partitionOf = (siteId: string): number =>
  createHash('sha256').update(siteId).digest().readUInt8(0) % PARTITIONS;

/** Sites of one partition. */
export interface PartitionedSites<S extends string> {
  readonly partition: number;
  readonly siteIds: readonly S[];
}

/** The sites by partition. */
export const byPartition = <S extends string>(siteIds: Iterable<S>): readonly PartitionedSites<S>[] => {
  const groups = new Map<number, S[]>();
  for (const siteId of siteIds) {
    const partition = partitionOf(siteId);
    const group = groups.get(partition);
    if (group === undefined) groups.set(partition, [siteId]);
    else group.push(siteId);
  }
  return Array.from(groups, ([partition, grouped]) => ({ partition, siteIds: grouped }));
};
