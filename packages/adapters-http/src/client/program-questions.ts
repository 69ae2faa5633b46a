import type { CallOptions, LoyaltyProgramView, ProgramEvent, SiteId } from '@loyalty-programs/core';
import { type HistoryRange, isRecord } from '@loyalty-programs/core/adapter-kit';
import type { Question } from './ask.js';
import { readEvents } from './wire/event.js';
import { readProgram } from './wire/program.js';

/** What is asked of the program of a site, both by who calls its operations and by who stores it there. */
const aboutProgram = (siteId: SiteId, options: CallOptions | undefined) =>
  ({ method: 'GET', path: '/v1/program', siteId, signal: options?.signal }) as const;

/** Asks for the program. */
export const programQuestion = (siteId: SiteId, options?: CallOptions): Question<LoyaltyProgramView> => ({
  ...aboutProgram(siteId, options),
  read: (json) => readProgram(siteId, json),
});

/** Asks for some of the events. */
export const eventsQuestion = (
  siteId: SiteId,
  { afterRevision, limit }: HistoryRange,
  options?: CallOptions,
): Question<readonly ProgramEvent[]> => ({
  ...aboutProgram(siteId, options),
  path: `/v1/program/events?after=${afterRevision}&limit=${limit}`,
  read: (json) => readEvents(siteId, afterRevision, json),
});

/** Asks to erase program and history. */
export const erasure = (siteId: SiteId, options?: CallOptions): Question<true> => ({
  ...aboutProgram(siteId, options),
  method: 'DELETE',
  read: (json) => isRecord(json) || undefined,
});

/** The call of an operation that takes no input. */
export const action = (path: string) =>
  ({ method: 'POST', path: `/v1/program/${path}`, body: '{}' }) as const;
