import type { LoyaltyProgram } from '@loyalty-programs/core';
import { replay, untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import type { Site } from './site.js';
import type { Store } from './store.js';

/** The program that the stored history leads to, from its untouched draft. */
export const replayed = async (store: Store, { siteId, program }: Site): Promise<LoyaltyProgram> =>
  replay(untouchedDraft(siteId, program.createdDate), await store.history(siteId));
