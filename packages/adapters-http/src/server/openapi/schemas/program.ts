import { LIMITS } from '@loyalty-programs/core';
import {
  POINTS_EXPIRATION_STATUSES,
  PROGRAM_STATUSES,
  SITE_ID_PATTERN,
} from '@loyalty-programs/core/adapter-kit';
import { ref } from '../schema.js';
import { object, dateTime, months, percentage, pixels, premiumFeature, localeForms } from './parts.js';

const nameForm = { type: 'string', ...LIMITS.customNameForms.form };

/** The program and its parts, as answers carry them. */
export const program = {
  SiteId: { type: 'string', ...LIMITS.siteId, pattern: SITE_ID_PATTERN.source },
  AccountId: { type: 'string', ...LIMITS.accountId },
  LoyaltyProgram: object(
    {
      name: { type: 'string', ...LIMITS.name, description: 'Missing until the owner has set one.' },
      pointDefinition: ref('PointDefinition'),
      status: { type: 'string', enum: PROGRAM_STATUSES },
      pointsExpiration: ref('PointsExpiration'),
      premiumFeatures: ref('PremiumFeatures'),
      createdDate: dateTime('When loyalty was installed, or the program first changed.'),
      updatedDate: dateTime('When the program last changed.'),
    },
    ['pointDefinition', 'status', 'pointsExpiration', 'premiumFeatures', 'createdDate', 'updatedDate'],
  ),
  PointDefinition: object(
    {
      customName: {
        type: 'string',
        minLength: 1,
        ...LIMITS.customName,
        description: 'Shown as written. Missing: the default name "Points", translated and inflected.',
      },
      customNameForms: {
        ...localeForms(nameForm, nameForm),
        description: 'How the custom name is inflected; missing where it is not.',
      },
      icon: ref('Icon'),
    },
    [],
  ),
  Icon: object(
    {
      url: { type: 'string', ...LIMITS.icon.url, description: 'Absolute https:, http: or wix:image:// URL.' },
      id: { type: 'string', ...LIMITS.icon.id, description: 'Id in a media library.' },
      altText: { type: 'string', ...LIMITS.icon.altText },
      filename: { type: 'string', ...LIMITS.icon.filename },
      width: { type: 'integer', ...pixels },
      height: { type: 'integer', ...pixels },
    },
    ['url'],
  ),
  PointsExpiration: object({
    status: { type: 'string', enum: POINTS_EXPIRATION_STATUSES },
    monthsOfInactivity: { type: 'integer', ...months },
    expiringPointsPercentage: { type: 'integer', ...percentage },
  }),
  PremiumFeatures: object({
    loyaltyProgram: premiumFeature,
    tiers: premiumFeature,
    pointsExpiration: premiumFeature,
  }),
};
