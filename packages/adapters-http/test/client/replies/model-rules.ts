import { type LoyaltyProgramView, parseSiteId } from '@loyalty-programs/core';
import {
  POINTS_EXPIRATION_STATUSES,
  PROGRAM_STATUSES,
  parseCustomName,
  parseCustomNameForms,
  parseExpiringPointsPercentage,
  parseIcon,
  parseMonthsOfInactivity,
  parseProgramName,
} from '@loyalty-programs/core/adapter-kit';
import { expect } from 'vitest';

/** Holds a program against the model: whatever is parsed again has to stay what it is. */
export const expectToBeOfTheModel = (view: LoyaltyProgramView): void => {
  const { name, pointDefinition, pointsExpiration, premiumFeatures } = view;
  const { customName, customNameForms, icon } = pointDefinition;
  const { monthsOfInactivity, expiringPointsPercentage } = pointsExpiration;
  expect(parseSiteId(view.siteId)._unsafeUnwrap()).toBe(view.siteId);
  expect(Number.isSafeInteger(view.revision) && view.revision >= 0).toBe(true);
  if (name !== null) expect(parseProgramName(name)._unsafeUnwrap()).toBe(name);
  expect(parseCustomName(customName)._unsafeUnwrap()).toBe(customName);
  expect(parseCustomNameForms(customNameForms)._unsafeUnwrap()).toEqual(customNameForms);
  if (customName === null) expect(customNameForms).toBeNull();
  if (icon !== null) expect(parseIcon({ ...icon })._unsafeUnwrap()).toEqual(icon);
  expect(PROGRAM_STATUSES).toContain(view.status);
  expect(POINTS_EXPIRATION_STATUSES).toContain(pointsExpiration.status);
  expect(parseMonthsOfInactivity(monthsOfInactivity)._unsafeUnwrap()).toBe(monthsOfInactivity);
  expect(parseExpiringPointsPercentage(expiringPointsPercentage)._unsafeUnwrap()).toBe(
    expiringPointsPercentage,
  );
  expect(Object.values(premiumFeatures).map((each) => typeof each)).toEqual([
    'boolean',
    'boolean',
    'boolean',
  ]);
  expect(Number.isNaN(view.createdDate)).toBe(false);
  expect(view.updatedDate).toBeGreaterThanOrEqual(view.createdDate);
};
