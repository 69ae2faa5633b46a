import { type LoyaltyProgramView, parseSiteId } from '@loyalty-programs/core';
import { brokenInvariants, FIELD_LIST, valueOf } from '@loyalty-programs/core/adapter-kit';
import { expect } from 'vitest';

/** Holds a program against the model: whatever is parsed again has to stay what it is. */
export const expectToBeOfTheModel = (view: LoyaltyProgramView): void => {
  const { premiumFeatures } = view;
  expect(parseSiteId(view.siteId)._unsafeUnwrap()).toBe(view.siteId);
  expect(Number.isSafeInteger(view.revision) && view.revision >= 0).toBe(true);
  for (const field of FIELD_LIST) {
    const value = valueOf(view, field);
    if (value === null) expect(field.default).toBeNull();
    else expect(field.kind.parse(value, field.path)._unsafeUnwrap()).toEqual(value);
  }
  expect(brokenInvariants(view).filter(({ field }) => field !== 'name')).toEqual([]);
  expect(Object.values(premiumFeatures).map((each) => typeof each)).toEqual([
    'boolean',
    'boolean',
    'boolean',
  ]);
  expect(Number.isNaN(view.createdDate)).toBe(false);
  expect(view.updatedDate).toBeGreaterThanOrEqual(view.createdDate);
};
