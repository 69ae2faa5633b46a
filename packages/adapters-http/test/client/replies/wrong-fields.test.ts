import { createLoyaltyProgramsClient } from '@loyalty-programs/adapters-http/client';
import { INSTALLED_ON } from '@loyalty-programs/contract-tests';
import { describe, expect, it } from 'vitest';
import { programBody } from '../../support/bodies.js';
import { SITE } from '../../support/keys.js';
import { forThisTest, goodAnswer, guarded, impatient, read, tell, unguarded } from '../support/calls.js';
import { answering } from '../support/raw-server.js';

const program = (overrides: object): object => goodAnswer({ loyaltyProgram: programBody(overrides) });
const expiration = (overrides: object): object =>
  program({
    pointsExpiration: {
      status: 'ENABLED',
      monthsOfInactivity: 3,
      expiringPointsPercentage: 100,
      ...overrides,
    },
  });
const points = (pointDefinition: unknown): object => program({ pointDefinition });

const WRONG: readonly (readonly [field: string, body: unknown])[] = [
  ['the program', goodAnswer({ loyaltyProgram: undefined })],
  ['the program', goodAnswer({ loyaltyProgram: [] })],
  ['the revision', goodAnswer({ revision: 4 })],
  ['the revision', goodAnswer({ revision: null })],
  ['the revision', goodAnswer({ revision: '-1' })],
  ['the revision', goodAnswer({ revision: '9007199254740993' })],
  ['the name', program({ name: 7 })],
  ['the name', program({ name: '' })],
  ['the name', program({ name: 'x'.repeat(1000) })],
  ['the status', program({ status: 'active' })],
  ['the status', program({ status: undefined })],
  ['the status', program({ status: ['ACTIVE'] })],
  ['the point definition', points('Stars')],
  ['the point definition', points([])],
  ['the custom name', points({ customName: {} })],
  ['the custom name', points({ customName: 'x'.repeat(1000) })],
  ['the name forms', points({ customName: 'Stars', customNameForms: 'many' })],
  [
    'the name forms, which have no name',
    points({ customNameForms: { en: { one: 'Star', other: 'Stars' } } }),
  ],
  ['the icon', points({ icon: 'star' })],
  ['the expiration', program({ pointsExpiration: 3 })],
  ['the status of the expiration', expiration({ status: true })],
  ['the months', expiration({ monthsOfInactivity: '3' })],
  ['the months', expiration({ monthsOfInactivity: 0 })],
  ['the months', expiration({ monthsOfInactivity: 1.5 })],
  ['the percentage', expiration({ expiringPointsPercentage: 101 })],
  ['the percentage', expiration({ expiringPointsPercentage: null })],
  ['the premium features', program({ premiumFeatures: true })],
  ['the premium features', program({ premiumFeatures: { loyaltyProgram: 'true' } })],
  ['the date of creation', program({ createdDate: INSTALLED_ON })],
  ['the date of creation', program({ createdDate: 'yesterday' })],
  ['the date of creation', program({ createdDate: undefined })],
  ['the date of the last change', program({ updatedDate: '2024-02-29' })],
  ['the date of the last change', program({ updatedDate: '2024-13-41T99:00:00Z' })],
  ['the dates, which are in no order', program({ updatedDate: '2020-01-01T00:00:00Z' })],
];

describe('An invalid program', () => {
  it.each(WRONG)('is refused for %s (%#)', async (_, body) => {
    const told = await Promise.all(
      [read, unguarded, guarded].map((call) => tell(call, answering(200, body))),
    );
    expect(told.map(({ type }) => type)).toEqual(['Unavailable', 'OutcomeUnknown', 'OutcomeUnknown']);
  });

  it('is not taken for a missing one in a bulk get', async () => {
    const bodies = [{}, { programInSites: {} }, { programInSites: [{ metaSiteId: SITE }] }];
    for (const body of bodies) {
      const { origin } = await forThisTest(answering(200, body));
      const programs = createLoyaltyProgramsClient(impatient(origin));
      const type = await programs.bulkGet([SITE]).match(
        () => 'Ok',
        (error) => error.type,
      );
      expect(type).toBe('Unavailable');
    }
  });

  it('is distinguished from a valid one', async () => {
    const told = await Promise.all(
      [read, unguarded, guarded].map((call) => tell(call, answering(200, goodAnswer()))),
    );
    expect(told.map(({ type }) => type)).toEqual(['Ok', 'Ok', 'Ok']);
  });
});
