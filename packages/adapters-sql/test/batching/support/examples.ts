import { type SiteId, siteIdOf } from '@loyalty-programs/core';
import { type Change, untouchedDraft, update } from '@loyalty-programs/core/adapter-kit';

export const [SHOP, CAFE, BAR] = [siteIdOf('shop'), siteIdOf('cafe'), siteIdOf('bar')];

/** Gives the program of the site, whose revision is `baseRevision`, that name, and an icon. */
export const naming = (siteId: SiteId, name: string, baseRevision = 0): Change =>
  update(
    { ...untouchedDraft(siteId, 0), revision: baseRevision },
    { name, pointDefinition: { icon: { url: 'https://example.com/star.png' } } },
    { now: 1, actor: null },
  )._unsafeUnwrap();
