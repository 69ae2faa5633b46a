import { COMPATIBLE_APPS, LIMITS } from '@loyalty-programs/core';
import { DEFAULT_EXPIRATION_SETTINGS } from '@loyalty-programs/core/adapter-kit';
import { ref } from '../schema.js';
import {
  object,
  nullableText,
  listOf,
  months,
  percentage,
  pixels,
  nullable,
  premiumFeature,
  measured,
  localeForms,
} from './parts.js';

/** What requests carry. */
export const requests = {
  EmptyObject: { type: 'object' },
  UpdateLoyaltyProgramRequest: object(
    {
      loyaltyProgram: {
        ...object(
          {
            name: nullableText(measured('null unsets it, in a DRAFT only.', LIMITS.name)),
            pointDefinition: {
              ...object(
                {
                  customName: nullableText(
                    measured('null or empty: the default name "Points".', LIMITS.customName),
                  ),
                  customNameForms: {
                    ...localeForms({ type: ['string', 'null'] }, { type: 'string' }),
                    type: ['array', 'null'],
                    description: 'Replaced as a whole; dropped when customName changes without new ones.',
                  },
                  icon: { anyOf: [ref('IconInput'), { type: 'null' }], description: 'Replaced as a whole.' },
                },
                [],
              ),
              type: ['object', 'null'],
            },
            pointsExpiration: {
              ...object(
                {
                  monthsOfInactivity: {
                    type: ['integer', 'null'],
                    ...months,
                    default: DEFAULT_EXPIRATION_SETTINGS.monthsOfInactivity,
                  },
                  expiringPointsPercentage: {
                    type: ['integer', 'null'],
                    ...percentage,
                    default: DEFAULT_EXPIRATION_SETTINGS.expiringPointsPercentage,
                  },
                },
                [],
              ),
              type: ['object', 'null'],
            },
          },
          [],
        ),
        description: 'What is absent stays; null is the default. Read-only and unknown fields are ignored.',
      },
      revision: {
        type: ['string', 'integer', 'null'],
        description: 'Change the program only if it is at this revision.',
      },
    },
    ['loyaltyProgram'],
  ),
  IconInput: object(
    {
      url: { type: 'string', ...LIMITS.icon.url, description: 'Absolute https:, http: or wix:image:// URL.' },
      id: { type: ['string', 'null'], ...LIMITS.icon.id },
      altText: { type: ['string', 'null'], ...LIMITS.icon.altText },
      filename: { type: ['string', 'null'], ...LIMITS.icon.filename },
      width: { type: ['integer', 'null'], ...pixels },
      height: { type: ['integer', 'null'], ...pixels },
    },
    ['url'],
  ),
  InstallationInput: object(
    {
      accountId: { type: ['string', 'null'], ...LIMITS.accountId },
      apps: listOf({ type: 'string', enum: COMPATIBLE_APPS }),
      premiumFeatures: {
        ...object(
          {
            loyaltyProgram: nullable(premiumFeature),
            tiers: nullable(premiumFeature),
            pointsExpiration: nullable(premiumFeature),
          },
          [],
        ),
        type: ['object', 'null'],
        description: 'Absent features are not part of the plan.',
      },
    },
    ['apps'],
  ),
};
