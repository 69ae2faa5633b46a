import { siteIdOf } from '@loyalty-programs/core';
import { untouchedDraft } from '@loyalty-programs/core/adapter-kit';
import { expect, test } from 'vitest';

test('an untouched draft has no name, default points, no expiration, and dates from the installation', () => {
  expect(untouchedDraft(siteIdOf('shop'), 1_234)).toEqual({
    siteId: 'shop',
    revision: 0,
    name: null,
    nameTranslations: null,
    pointDefinition: { customName: null, customNameForms: null, icon: null },
    status: 'DRAFT',
    pointsExpiration: { status: 'DISABLED', monthsOfInactivity: 3, expiringPointsPercentage: 100 },
    createdDate: 1_234,
    updatedDate: 1_234,
  });
});
