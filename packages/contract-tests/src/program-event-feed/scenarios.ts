import type { ProgramEvent } from '@loyalty-programs/core';
import type { Site } from '../loyalty-program-repository/site.js';

/** Everything that happened on a site so far. */
export const eventsOf = (site: Site): readonly ProgramEvent[] =>
  site.saved.flatMap(({ change }) => change.events);
