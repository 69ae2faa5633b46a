import { COMPATIBLE_APPS, LIMITS } from '@loyalty-programs/core';
import {
  DEFAULT_EXPIRATION_SETTINGS,
  POINTS_EXPIRATION_STATUSES,
  PROGRAM_EVENT_TYPES,
  PROGRAM_STATUSES,
  VIOLATED_RULES,
} from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { inDocument } from '../support/documented.js';

const { name, customName, icon, monthsOfInactivity, expiringPointsPercentage, siteId, accountId, actor } =
  LIMITS;
const range = ({ min, max }: { readonly min: number; readonly max: number }) => ({
  minimum: min,
  maximum: max,
});

const property = (schema: string, ...path: readonly string[]): unknown =>
  inDocument('components', 'schemas', schema, ...path.flatMap((key) => ['properties', key]));

const update = (...path: readonly string[]): unknown =>
  property('UpdateLoyaltyProgramRequest', 'loyaltyProgram', ...path);

describe('A limit of the core', () => {
  it.each([
    ['the name', property('LoyaltyProgram', 'name'), name],
    ['the custom name', property('PointDefinition', 'customName'), customName],
    ['the URL of an icon', property('Icon', 'url'), icon.url],
    ['the URL of a new icon', property('IconInput', 'url'), icon.url],
    ['the id of an icon', property('Icon', 'id'), icon.id],
    ['the id of a new icon', property('IconInput', 'id'), icon.id],
    ['the alternative text', property('Icon', 'altText'), icon.altText],
    ['the file name', property('Icon', 'filename'), icon.filename],
    ['the width', property('Icon', 'width'), range(icon.size)],
    ['the height of a new icon', property('IconInput', 'height'), range(icon.size)],
    ['the months', property('PointsExpiration', 'monthsOfInactivity'), range(monthsOfInactivity)],
    [
      'the percentage',
      property('PointsExpiration', 'expiringPointsPercentage'),
      range(expiringPointsPercentage),
    ],
    [
      'the months in an update',
      update('pointsExpiration', 'monthsOfInactivity'),
      { ...range(monthsOfInactivity), default: DEFAULT_EXPIRATION_SETTINGS.monthsOfInactivity },
    ],
    [
      'the percentage in an update',
      update('pointsExpiration', 'expiringPointsPercentage'),
      { ...range(expiringPointsPercentage), default: DEFAULT_EXPIRATION_SETTINGS.expiringPointsPercentage },
    ],
    ['a site', inDocument('components', 'schemas', 'SiteId'), siteId],
    ['an account', inDocument('components', 'schemas', 'AccountId'), accountId],
    ['the actor of an event', property('ProgramEvent', 'actor'), actor],
  ])('is that of %s in the document', (_what, documented, limit) => {
    expect(documented).toMatchObject(limit);
  });

  it.each([
    ['the name', update('name'), `${name.minLength} to ${name.maxLength} characters`],
    [
      'the custom name',
      update('pointDefinition', 'customName'),
      `At most ${customName.maxLength} characters`,
    ],
  ])('on a text that is normalised first is told in words for %s', (_what, documented, words) => {
    const limited: unknown = expect.stringContaining(words);
    expect(documented).toMatchObject({ description: limited });
    expect(documented).not.toHaveProperty('maxLength');
    expect(documented).not.toHaveProperty('minLength');
  });

  it.each([
    ['statuses', property('LoyaltyProgram', 'status'), PROGRAM_STATUSES],
    ['statuses of the points expiration', property('PointsExpiration', 'status'), POINTS_EXPIRATION_STATUSES],
    ['events', property('ProgramEvent', 'type'), PROGRAM_EVENT_TYPES],
  ])('on words is the list of %s', (_what, documented, words) => {
    expect(documented).toMatchObject({ enum: words });
  });

  it('on words is also the list of the apps and of the rules', () => {
    const schemas = JSON.stringify(inDocument('components', 'schemas'));
    expect(schemas).toContain(JSON.stringify(COMPATIBLE_APPS));
    expect(schemas).toContain(JSON.stringify(VIOLATED_RULES));
  });
});
