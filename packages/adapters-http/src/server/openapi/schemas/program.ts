import { ACCOUNT_ID_LENGTH, SITE_ID_LENGTH, SITE_ID_PATTERN } from '@loyalty-programs/core/adapter-kit';
import { ref } from '../schema.js';
import { answeredFields, fieldSchemas } from './fields.js';
import { dateTime, object, premiumFeature } from './parts.js';

/** The program and its parts, as answers carry them. */
export const program = {
  SiteId: { type: 'string', ...SITE_ID_LENGTH, pattern: SITE_ID_PATTERN.source },
  AccountId: { type: 'string', ...ACCOUNT_ID_LENGTH },
  LoyaltyProgram: object(
    {
      ...answeredFields.properties,
      premiumFeatures: ref('PremiumFeatures'),
      createdDate: dateTime('When loyalty was installed, or the program first changed.'),
      updatedDate: dateTime('When the program last changed.'),
    },
    [...answeredFields.required, 'premiumFeatures', 'createdDate', 'updatedDate'],
  ),
  ...fieldSchemas,
  PremiumFeatures: object({
    loyaltyProgram: premiumFeature,
    tiers: premiumFeature,
    pointsExpiration: premiumFeature,
  }),
};
