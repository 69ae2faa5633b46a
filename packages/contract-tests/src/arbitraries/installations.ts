import {
  type AccountId,
  accountIdOf,
  type Actor,
  actorOf,
  COMPATIBLE_APPS,
  type Installation,
  type Installed,
  type SiteId,
  siteIdOf,
} from '@loyalty-programs/core';
import {
  ACCOUNT_ID_LENGTH,
  ACTOR_LENGTH,
  NOT_INSTALLED,
  SITE_ID_LENGTH,
} from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';
import { charactersOf } from './characters.js';
import { storableTexts } from './texts.js';

const SITE_ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-';

export const siteIds = (): Arbitrary<SiteId> =>
  fc
    .oneof(
      fc.uuid(),
      fc.string({ unit: charactersOf(SITE_ID_CHARACTERS), ...SITE_ID_LENGTH }),
      fc.constantFrom('constructor', '__proto__', '.', '..', '-', ':', '0'),
    )
    .map(siteIdOf);

export const accountIds = (): Arbitrary<AccountId> => storableTexts(ACCOUNT_ID_LENGTH).map(accountIdOf);

export const actors = (): Arbitrary<Actor> => storableTexts(ACTOR_LENGTH).map(actorOf);

/** Times between 1970 and 2100. */
export const timestamps = (): Arbitrary<number> => fc.integer({ min: 0, max: Date.UTC(2100) });

export const installedSites = (): Arbitrary<Installed> =>
  fc.record({
    installed: fc.constant(true),
    since: timestamps(),
    accountId: fc.option(accountIds()),
    apps: fc.subarray([...COMPATIBLE_APPS]),
    premiumFeatures: fc.record({
      loyaltyProgram: fc.boolean(),
      tiers: fc.boolean(),
      pointsExpiration: fc.boolean(),
    }),
  });

export const installations = (): Arbitrary<Installation> =>
  fc.oneof({ weight: 4, arbitrary: installedSites() }, fc.constant(NOT_INSTALLED));
