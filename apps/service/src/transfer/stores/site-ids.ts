import { type SiteId, branded, isRecord } from '@loyalty-programs/core';

/** The site ids in rows of one column, `site_id`. */
export const siteIdsIn = (rows: readonly unknown[]): readonly SiteId[] =>
  rows.flatMap((row) =>
    isRecord(row) && typeof row['site_id'] === 'string' ? [branded<'SiteId'>(row['site_id'])] : [],
  );

/** The number in a row of one column, `count`. */
export const countIn = (row: unknown): number => (isRecord(row) ? Number(row['count']) : 0);
