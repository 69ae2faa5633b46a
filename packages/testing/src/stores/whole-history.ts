import type { LoyaltyProgramRepository, ProgramEvent, SiteId } from '@loyalty-programs/core';

const PAGE = 500;

/** All events of a site, read page by page. */
export const wholeHistory = async (
  repository: LoyaltyProgramRepository,
  siteId: SiteId,
): Promise<readonly ProgramEvent[]> => {
  const events: ProgramEvent[] = [];
  for (;;) {
    const last = events.at(-1)?.revision ?? 0;
    const page = (await repository.history(siteId, last, PAGE))._unsafeUnwrap();
    if (page.length === 0) return events;
    events.push(...page);
  }
};
