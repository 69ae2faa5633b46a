import { isNoChange, update } from '@loyalty-programs/core/adapter-kit';
import { aContext, aDraftProgram, anActiveProgram } from '@loyalty-programs/contract-tests';
import { describe, expect, test } from 'vitest';

const icon = { url: 'https://example.com/star.svg' };
const storedIcon = { ...icon, id: null, altText: null, filename: null, width: null, height: null };

const everything = {
  name: 'Star Club',
  pointDefinition: { customName: 'Stars', icon },
  pointsExpiration: { monthsOfInactivity: 6, expiringPointsPercentage: 50 },
};

const updated = (input: unknown, program = anActiveProgram({ update: everything })) =>
  update(program, input, aContext())._unsafeUnwrap();

describe('what an update changes', () => {
  test('an update of everything makes one revision with two events', () => {
    const change = updated(everything, aDraftProgram());
    expect(change.program).toMatchObject({
      ...everything,
      revision: 1,
      pointDefinition: { icon: storedIcon },
    });
    expect(change.events).toMatchObject([
      { type: 'ProgramUpdated', revision: 1, ordinal: 0 },
      { type: 'PointsExpirationConfigured', revision: 1, ordinal: 1 },
    ]);
  });

  test('events hold only the values that changed', () => {
    const { events } = updated({
      ...everything,
      name: 'Moon Club',
      pointsExpiration: { monthsOfInactivity: 1 },
    });
    expect(events.map(({ before, after }) => ({ before, after }))).toEqual([
      { before: { name: 'Star Club' }, after: { name: 'Moon Club' } },
      {
        before: { pointsExpiration: { monthsOfInactivity: 6 } },
        after: { pointsExpiration: { monthsOfInactivity: 1 } },
      },
    ]);
    expect(updated({ pointDefinition: { icon: null } }).events[0]).toMatchObject({
      before: { pointDefinition: { icon: storedIcon } },
      after: { pointDefinition: { icon: null } },
    });
    expect(updated({ pointDefinition: { customName: 'Moons' } }).events[0]?.after).toEqual({
      pointDefinition: { customName: 'Moons' },
    });
    expect(updated({ pointsExpiration: { expiringPointsPercentage: 1 } }).events[0]?.after).toEqual({
      pointsExpiration: { expiringPointsPercentage: 1 },
    });
  });

  test('absent fields are unchanged', () => {
    expect(isNoChange(updated({}))).toBe(true);
    expect(isNoChange(updated({ pointDefinition: {}, pointsExpiration: {} }))).toBe(true);
    expect(updated({ pointDefinition: { customName: 'Moons' } }).program.pointDefinition.icon).toEqual(
      storedIcon,
    );
  });

  test('null restores the default', () => {
    expect(updated({ pointDefinition: null, pointsExpiration: null }).program).toMatchObject({
      pointDefinition: { customName: null, icon: null },
      pointsExpiration: { monthsOfInactivity: 3, expiringPointsPercentage: 100 },
    });
    expect(updated({ pointDefinition: { customName: null } }).program.pointDefinition.customName).toBeNull();
    expect(
      updated({ pointsExpiration: { monthsOfInactivity: null } }).program.pointsExpiration,
    ).toMatchObject({
      monthsOfInactivity: 3,
      expiringPointsPercentage: 50,
    });
  });

  test('resetting the expiration settings keeps it enabled', () => {
    const program = anActiveProgram({ expirationEnabled: true, update: everything });
    expect(updated({ pointsExpiration: null }, program).program.pointsExpiration.status).toBe('ENABLED');
  });

  test('an empty custom name restores the default, and "Points" is a custom name like any other', () => {
    expect(updated({ pointDefinition: { customName: ' \n' } }).program.pointDefinition.customName).toBeNull();
    expect(updated({ pointDefinition: { customName: 'Points' } }).program.pointDefinition.customName).toBe(
      'Points',
    );
  });

  test('an icon is replaced as a whole', () => {
    const program = anActiveProgram({
      update: { pointDefinition: { icon: { ...icon, altText: 'a star' } } },
    });
    const moon = { url: 'https://example.com/moon.svg' };
    expect(updated({ pointDefinition: { icon: moon } }, program).program.pointDefinition.icon).toEqual({
      ...storedIcon,
      ...moon,
    });
  });

  test('the name of a draft can be unset', () => {
    const draft = aDraftProgram({ update: everything });
    expect(updated({ name: null }, draft).program.name).toBeNull();
  });
});

describe('what an update ignores', () => {
  test('read-only and unknown fields', () => {
    const input: unknown = JSON.parse(`{
      "status": "DRAFT", "revision": "99", "siteId": "other", "createdDate": 0, "updatedDate": 0,
      "premiumFeatures": { "tiers": true }, "pointsExpiration": { "status": "ENABLED" }, "unknown": [1]
    }`);
    expect(isNoChange(updated(input))).toBe(true);
  });

  test('properties of prototypes', () => {
    const input: unknown = JSON.parse(`{
      "__proto__": { "name": "Polluted" }, "constructor": { "name": "Polluted" },
      "pointDefinition": { "__proto__": { "customName": "Polluted" } }
    }`);
    expect(isNoChange(updated(input))).toBe(true);
    expect(isNoChange(updated(Object.create({ name: 'Inherited' })))).toBe(true);
  });
});
