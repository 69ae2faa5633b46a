import { FIELDS, type LoyaltyProgram } from '@loyalty-programs/core';
import { update } from '@loyalty-programs/core/adapter-kit';
import {
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

const someUpdate = {
  pointDefinition: { customName: 'Stars', icon: { url: 'https://cdn.example.org/only-here.svg' } },
  pointsExpiration: { monthsOfInactivity: 9, expiringPointsPercentage: 80 },
};

const programs = fc.constantFrom(
  aDraftProgram(),
  aDraftProgram({ update: { name: 'Star Club', ...someUpdate } }),
  anActiveProgram({ update: someUpdate, expirationEnabled: true }),
  aPausedProgram({ update: someUpdate }),
);

/** What the patch says of a field: `null` and absent of a part are those of its fields. */
const saidOf = ({ fields, parts }: PatchCases, path: string): IconCase => {
  const [part, inner] = path.split('.');
  const says = inner === undefined ? 'object' : parts[part ?? ''];
  if (says === 'null') return { says };
  return says === 'object' ? (fields[path] ?? { says: 'absent' }) : { says: 'absent' };
};

const notAnObject = ({ parts }: PatchCases, part: string) =>
  parts[part] === 'not an object' ? [[part, 'TYPE']] : [];

const broken = (said: IconCase, field: string) => {
  if (said.says === 'invalid') return [[field, said.rule]];
  return said.says === 'invalid field' ? [[`${field}.${said.field}`, expect.any(String)]] : [];
};

/** Field and rule of every violation, in order, by the table of the rules for updates. */
const expectedViolations = (patch: PatchCases, program: LoyaltyProgram): unknown[] => {
  const brokenIn = (path: string) => broken(saidOf(patch, path), path);
  const name = saidOf(patch, 'name');
  const nameMissing = name.says === 'null' && program.status !== 'DRAFT';
  return [
    ...(nameMissing ? [['name', 'REQUIRED_FIELD']] : []),
    ...(name.says === 'empty' ? [['name', 'MIN_LENGTH']] : []),
    ...brokenIn('name'),
    ...brokenIn('nameTranslations'),
    ...notAnObject(patch, 'pointDefinition'),
    ...brokenIn('pointDefinition.customName'),
    ...brokenIn('pointDefinition.icon'),
    ...notAnObject(patch, 'pointsExpiration'),
    ...brokenIn('pointsExpiration.monthsOfInactivity'),
    ...brokenIn('pointsExpiration.expiringPointsPercentage'),
  ];
};

const value = (said: IconCase, current: unknown, byDefault: unknown, parse: (raw: unknown) => unknown) => {
  if (said.says === 'valid') return parse(said.raw);
  return said.says === 'absent' ? current : byDefault;
};

const asText = (raw: unknown) => (typeof raw === 'string' ? raw.normalize('NFC').trim() : undefined);
const asNumber = (raw: unknown) => raw;
const asNames = (names: unknown) => FIELDS.nameTranslations.kind.parse(names, '')._unsafeUnwrap();
const asIcon = (icon: unknown) => FIELDS.pointDefinition.icon.kind.parse(icon, '')._unsafeUnwrap();

/** The values of the program after an update without violations. */
const expectedValues = (patch: PatchCases, program: LoyaltyProgram) => {
  const { name, nameTranslations, pointDefinition, pointsExpiration } = program;
  const customName = saidOf(patch, 'pointDefinition.customName');
  const icon = saidOf(patch, 'pointDefinition.icon');
  const monthsOfInactivity = saidOf(patch, 'pointsExpiration.monthsOfInactivity');
  const expiringPointsPercentage = saidOf(patch, 'pointsExpiration.expiringPointsPercentage');
  return {
    name: value(saidOf(patch, 'name'), name, null, asText),
    nameTranslations: value(saidOf(patch, 'nameTranslations'), nameTranslations, null, asNames),
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

test('any patch violates or sets exactly what the table says', () => {
  fc.assert(
    fc.property(patchCases(), programs, (patch, program) => {
      const violations = expectedViolations(patch, program);
      const outcome = update(program, rawPatchOf(patch), aContext());
      if (violations.length > 0) {
        const found = outcome.match(unexpected, theError).violations;
        expect(found.map(({ field, violatedRule }) => [field, violatedRule])).toEqual(violations);
        return;
      }
      const change = outcome._unsafeUnwrap();
      const expected = expectedValues(patch, program);
      const { name, nameTranslations, pointDefinition, pointsExpiration } = program;
      if (isDeepStrictEqual(expected, { name, nameTranslations, pointDefinition, pointsExpiration })) {
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
