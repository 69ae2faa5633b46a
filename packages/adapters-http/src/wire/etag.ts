import type { SiteId } from '@loyalty-programs/core';

/** Names one revision of the program of one site. */
export const etagOf = ({
  siteId,
  revision,
}: {
  readonly siteId: SiteId;
  readonly revision: number;
}): string => `"${siteId}/${revision}"`;
