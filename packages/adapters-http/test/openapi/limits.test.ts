import { COMPATIBLE_APPS, FIELDS } from '@loyalty-programs/core';
import {
  ACCOUNT_ID_LENGTH,
  ACTOR_LENGTH,
  ICON_LIMITS,
  POINTS_EXPIRATION_STATUSES,
  PROGRAM_EVENT_TYPES,
  PROGRAM_STATUSES,
  SITE_ID_LENGTH,
  VIOLATED_RULES,
} from '@loyalty-programs/core/adapter-kit';
import { describe, expect, it } from 'vitest';
import { inDocument } from '../support/documented.js';

const name = FIELDS.name.kind.limits;
const customName = FIELDS.pointDefinition.customName.kind.limits;
const { monthsOfInactivity, expiringPointsPercentage } = FIELDS.pointsExpiration;
const { url, text, size } = ICON_LIMITS;
const longest = ({ maxLength }: { readonly maxLength: number }) => ({ maxLength });
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
    ['the URL of an icon', property('Icon', 'url'), url],
    ['the URL of a new icon', property('IconInput', 'url'), longest(url)],
    ['the id of an icon', property('Icon', 'id'), text],
    ['the id of a new icon', property('IconInput', 'id'), longest(text)],
    ['the alternative text', property('Icon', 'altText'), text],
    ['the file name', property('Icon', 'filename'), text],
    ['the width', property('Icon', 'width'), range(size)],
    ['the height of a new icon', property('IconInput', 'height'), range(size)],
    ['the months', property('PointsExpiration', 'monthsOfInactivity'), range(monthsOfInactivity.kind.limits)],
    [
      'the percentage',
      property('PointsExpiration', 'expiringPointsPercentage'),
      range(expiringPointsPercentage.kind.limits),
    ],
    [
      'the months in an update',
      update('pointsExpiration', 'monthsOfInactivity'),
      { ...range(monthsOfInactivity.kind.limits), default: monthsOfInactivity.default },
    ],
    [
      'the percentage in an update',
      update('pointsExpiration', 'expiringPointsPercentage'),
      { ...range(expiringPointsPercentage.kind.limits), default: expiringPointsPercentage.default },
    ],
    ['a site', inDocument('components', 'schemas', 'SiteId'), SITE_ID_LENGTH],
    ['an account', inDocument('components', 'schemas', 'AccountId'), ACCOUNT_ID_LENGTH],
    ['the actor of an event', property('ProgramEvent', 'actor'), ACTOR_LENGTH],
  ])('is that of %s in the document', (_what, documented, limit) => {
    expect(documented).toMatchObject(limit);
  });

  it.each([
    ['the name', update('name'), `${name.minLength} to ${name.maxLength} characters`],
    [
      'the custom name',
      update('pointDefinition', 'customName'),
      `${customName.minLength} to ${customName.maxLength} characters`,
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
