import { type LoyaltyProgram, parseProgramUpdate } from '@loyalty-programs/core';
import { customise } from '@loyalty-programs/core/adapter-kit';
import {
  type FieldCase,
  type IconCase,
  type PatchCases,
  aContext,
  aDraftProgram,
  aPausedProgram,
  anActiveProgram,
  patchCases,
  rawPatchOf,
} from '@loyalty-programs/contract-tests';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { theError, unexpected } from '../support/outcomes.js';

const update = {
  pointDefinition: { customName: 'Stars', icon: { url: 'https://cdn.example.org/only-here.svg' } },
  pointsExpiration: { monthsOfInactivity: 9, expiringPointsPercentage: 80 },
};

const programs = fc.constantFrom(
  aDraftProgram(),
  aDraftProgram({ update: { name: 'Star Club', ...update } }),
  anActiveProgram({ update, expirationEnabled: true }),
  aPausedProgram({ update }),
);

/** Fields where they stand in the patch: `null` and absent of a whole are those of its parts. */
const fieldsOf = ({ pointDefinition, pointsExpiration }: PatchCases) => {
  const whole = (said: 'absent' | 'null' | 'not an object'): FieldCase =>
    said === 'not an object' ? { says: 'absent' } : { says: said };
  return {
    ...(pointDefinition.says === 'object'
      ? pointDefinition.fields
      : { customName: whole(pointDefinition.says), icon: whole(pointDefinition.says) }),
    ...(pointsExpiration.says === 'object'
      ? pointsExpiration.fields
      : {
          monthsOfInactivity: whole(pointsExpiration.says),
          expiringPointsPercentage: whole(pointsExpiration.says),
        }),
  };
};

const notAnObject = (part: { readonly says: string }, field: string) =>
  part.says === 'not an object' ? [[field, 'TYPE']] : [];

const broken = (said: IconCase, field: string) => {
  if (said.says === 'invalid') return [[field, said.rule]];
  return said.says === 'invalid field' ? [[`${field}.${said.field}`, expect.any(String)]] : [];
};

/** Field and rule of every violation, in order, by the table of the rules for updates. */
const expectedViolations = (patch: PatchCases, program: LoyaltyProgram): unknown[] => {
  const { name, pointDefinition, pointsExpiration } = patch;
  const { customName, icon, monthsOfInactivity, expiringPointsPercentage } = fieldsOf(patch);
  const nameMissing = name.says === 'null' && program.status !== 'DRAFT';
  return [
    ...(nameMissing ? [['loyaltyProgram.name', 'REQUIRED_FIELD']] : []),
    ...(name.says === 'empty' ? [['loyaltyProgram.name', 'MIN_LENGTH']] : []),
    ...broken(name, 'loyaltyProgram.name'),
    ...notAnObject(pointDefinition, 'loyaltyProgram.pointDefinition'),
    ...broken(customName, 'loyaltyProgram.pointDefinition.customName'),
    ...broken(icon, 'loyaltyProgram.pointDefinition.icon'),
    ...notAnObject(pointsExpiration, 'loyaltyProgram.pointsExpiration'),
    ...broken(monthsOfInactivity, 'loyaltyProgram.pointsExpiration.monthsOfInactivity'),
    ...broken(expiringPointsPercentage, 'loyaltyProgram.pointsExpiration.expiringPointsPercentage'),
  ];
};

const value = (said: IconCase, current: unknown, byDefault: unknown, parse: (raw: unknown) => unknown) => {
  if (said.says === 'valid') return parse(said.raw);
  return said.says === 'absent' ? current : byDefault;
};

const asText = (raw: unknown) => (typeof raw === 'string' ? raw.normalize('NFC').trim() : undefined);
const asNumber = (raw: unknown) => raw;
/** As updates read it, which is not quite as it is written: the official client has made up some names. */
const asIcon = (icon: unknown) => parseProgramUpdate({ pointDefinition: { icon } })._unsafeUnwrap().icon;

/** The values of the program after an update without violations. */
const expectedValues = (patch: PatchCases, { name, pointDefinition, pointsExpiration }: LoyaltyProgram) => {
  const { customName, icon, monthsOfInactivity, expiringPointsPercentage } = fieldsOf(patch);
  return {
    name: value(patch.name, name, null, asText),
    pointDefinition: {
      customName: value(customName, pointDefinition.customName, null, asText),
      customNameForms: null,
      icon: value(icon, pointDefinition.icon, null, asIcon),
    },
    pointsExpiration: {
      status: pointsExpiration.status,
      monthsOfInactivity: value(monthsOfInactivity, pointsExpiration.monthsOfInactivity, 3, asNumber),
      expiringPointsPercentage: value(
        expiringPointsPercentage,
        pointsExpiration.expiringPointsPercentage,
        100,
        asNumber,
      ),
    },
  };
};

test('any patch breaks just the rules that the table says, or sets just the values that it says', () => {
  fc.assert(
    fc.property(patchCases(), programs, (patch, program) => {
      const violations = expectedViolations(patch, program);
      const outcome = customise(program, rawPatchOf(patch), aContext());
      if (violations.length > 0) {
        const found = outcome.match(unexpected, theError).violations;
        expect(found.map(({ field, violatedRule }) => [field, violatedRule])).toEqual(violations);
        return;
      }
      const change = outcome._unsafeUnwrap();
      const expected = expectedValues(patch, program);
      const { name, pointDefinition, pointsExpiration } = program;
      if (isDeepStrictEqual(expected, { name, pointDefinition, pointsExpiration })) {
        expect(change.events).toEqual([]);
        expect(change.program).toBe(program);
      } else {
        const revision = program.revision + 1;
        expect(change.program).toEqual({ ...program, ...expected, revision, updatedDate: aContext().now });
      }
    }),
    { numRuns: 1500 },
  );
});
