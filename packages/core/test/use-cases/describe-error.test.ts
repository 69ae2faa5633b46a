import { describeError, type LoyaltyError, siteIdOf } from '@loyalty-programs/core';
import { invalidInput, required } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, test } from 'vitest';

const siteId = siteIdOf('shop');
const cause = new Error('disk full');

const SENTENCES: readonly (readonly [LoyaltyError, string])[] = [
  [invalidInput([required('name')]), 'The input is not valid: name is required.'],
  [
    { type: 'PreconditionsNotMet', unmet: ['NoCompatibleApp', 'NameMissing'] },
    'The site has no app that works with a loyalty program. The program has no name.',
  ],
  [
    { type: 'StatusTransitionNotAllowed', operation: 'pause', status: 'DRAFT' },
    'A program that is DRAFT can\'t be changed by "pause".',
  ],
  [{ type: 'LoyaltyNotInstalled', siteId }, 'Loyalty is not installed on the site.'],
  [
    { type: 'RevisionConflict', siteId, expectedRevision: 1 },
    'Someone else changed the program in the meantime. Load it again and repeat the change.',
  ],
  [
    { type: 'TooMuchContention', siteId, attempts: 11 },
    'The program is being changed by too many others at once. Try again later.',
  ],
  [
    { type: 'OutcomeUnknown', cause },
    'It is not known whether the change was made. Load the program before repeating it (disk full).',
  ],
  [{ type: 'Rejected', cause: 'closed on Sundays' }, 'The store rejected the change: closed on Sundays'],
  [{ type: 'Cancelled' }, 'The call was cancelled before anything was changed.'],
  [
    { type: 'RepositoryUnavailable', cause: 'timeout' },
    'The store of the programs is not available. Try again later (timeout).',
  ],
  [
    { type: 'InstallationCheckUnavailable', cause: { code: 7 } },
    'It could not be determined whether loyalty is installed. Try again later.',
  ],
  [
    { type: 'InstallationRegistryUnavailable' },
    'The registry of installations is not available. Try again later.',
  ],
  [{ type: 'NotOwner', siteId }, 'The site does not belong to the required account. Nothing was changed.'],
  [{ type: 'InvalidCursor', cursor: 'x' }, 'The cursor was not issued by this feed.'],
  [{ type: 'Unauthenticated' }, 'The service does not accept the key.'],
  [{ type: 'PermissionDenied' }, 'The key does not permit this call, or not for this site.'],
  [{ type: 'Unavailable' }, 'The service is not available. Try again later.'],
  [{ type: 'Unavailable', retryAfter: 1 }, 'The service is not available. Try again in 1 second.'],
  [{ type: 'Unavailable', retryAfter: 30 }, 'The service is not available. Try again in 30 seconds.'],
];

describe('describeError', () => {
  test.each(SENTENCES)('%j', (error, sentence) => {
    expect(describeError(error)).toBe(sentence);
  });

  test('prefers the description of the service', () => {
    const error = { type: 'PermissionDenied', description: 'This key is for reading only.' } as const;
    expect(describeError(error)).toBe('This key is for reading only.');
    expect(describeError({ ...error, description: '' })).toMatch(/^The key does not permit/u);
  });
});
