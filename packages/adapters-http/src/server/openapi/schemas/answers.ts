import { COMPATIBLE_APPS } from '@loyalty-programs/core';
import {
  ACCOUNT_ID_LENGTH,
  ACTOR_LENGTH,
  DENIAL_REASONS,
  MEMBER_OPERATIONS,
  PRECONDITIONS,
  PROGRAM_EVENT_TYPES,
} from '@loyalty-programs/core/adapter-kit';
import { DENIAL_CODES, PRECONDITION_CODES } from '../../../wire/codes.js';
import { ref } from '../schema.js';
import { object, listOf, flag, dateTime, revision } from './parts.js';

const unmetPreconditions = object({
  ready: flag('Whether the operation would succeed now.'),
  unmet: listOf({ type: 'string', enum: PRECONDITIONS.map((each) => PRECONDITION_CODES[each]) }),
});

const operation = object({
  allowed: { type: 'boolean' },
  reasons: listOf({ type: 'string', enum: DENIAL_REASONS.map((each) => DENIAL_CODES[each]) }),
});

/** What answers carry around and beside the program. */
export const answers = {
  LoyaltyProgramAnswer: object({ loyaltyProgram: ref('LoyaltyProgram'), revision }),
  BulkGetLoyaltyProgramAnswer: object(
    {
      programInSites: listOf(
        object({ metaSiteId: ref('SiteId'), loyaltyProgram: ref('LoyaltyProgram'), revision }),
      ),
      nextCursor: {
        type: 'string',
        description: 'Where to read on; only with a limit, and missing when there are no more sites.',
      },
    },
    ['programInSites'],
  ),
  Readiness: object({ activate: unmetPreconditions, enablePointsExpiration: unmetPreconditions }),
  Operations: object(Object.fromEntries(MEMBER_OPERATIONS.map((name) => [name, operation]))),
  EventsAnswer: object({ events: listOf(ref('ProgramEvent')) }),
  ProgramEvent: object(
    {
      type: { type: 'string', enum: PROGRAM_EVENT_TYPES },
      revision,
      ordinal: { type: 'integer', minimum: 0, description: 'Position among the events of one revision.' },
      time: dateTime('When it happened.'),
      actor: { type: 'string', ...ACTOR_LENGTH, description: 'Who asked for it; missing where not known.' },
      before: { type: 'object', description: 'The values that changed, as they were.' },
      after: { type: 'object', description: 'The values that changed, as they became.' },
    },
    ['type', 'revision', 'ordinal', 'time', 'before', 'after'],
  ),
  InstallationAnswer: object({ installation: ref('Installation') }),
  InstallationsAnswer: object({ installations: listOf(ref('Installation')) }),
  Installation: object(
    {
      siteId: ref('SiteId'),
      accountId: { type: 'string', ...ACCOUNT_ID_LENGTH },
      apps: listOf({ type: 'string', enum: COMPATIBLE_APPS }),
      premiumFeatures: ref('PremiumFeatures'),
      installedDate: dateTime('Since when loyalty is installed.'),
    },
    ['siteId', 'apps', 'premiumFeatures', 'installedDate'],
  ),
};
