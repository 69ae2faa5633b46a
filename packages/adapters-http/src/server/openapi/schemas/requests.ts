import { COMPATIBLE_APPS } from '@loyalty-programs/core';
import { ACCOUNT_ID_LENGTH } from '@loyalty-programs/core/adapter-kit';
import { updateSchema } from './fields.js';
import { listOf, nullable, object, premiumFeature } from './parts.js';

/** What requests carry. */
export const requests = {
  EmptyObject: { type: 'object' },
  UpdateLoyaltyProgramRequest: object(
    {
      loyaltyProgram: updateSchema,
      revision: {
        type: ['string', 'integer', 'null'],
        description: 'Change the program only if it is at this revision.',
      },
    },
    ['loyaltyProgram'],
  ),
  InstallationInput: object(
    {
      accountId: { type: ['string', 'null'], ...ACCOUNT_ID_LENGTH },
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
