import { parseProgramUpdate } from '@loyalty-programs/core';
import { isNoChange, parseInstallationInput, update } from '@loyalty-programs/core/adapter-kit';
import { aContext, aDraftProgram, anyJson } from '@loyalty-programs/contract-tests';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { no, yes } from '../support/outcomes.js';

const KEYS = [
  'name',
  'pointDefinition',
  'pointsExpiration',
  'customName',
  'icon',
  'url',
  'apps',
  'accountId',
];

/** Objects of known keys with any values, nested where an update is. */
const nearMisses = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, anyJson(), tie('object')),
  object: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 5 }),
})).object;

test('any input is parsed or refused without throwing', () => {
  const program = aDraftProgram({ update: { name: 'Star Club' } });
  fc.assert(
    fc.property(fc.oneof(anyJson(), nearMisses, fc.anything()), (raw) => {
      const change = update(program, raw, aContext());
      change.match(
        ({ program: after, events }) => {
          expect(after === program).toBe(events.length === 0);
        },
        ({ violations }) => {
          expect(violations.length).toBeGreaterThan(0);
        },
      );
      if (!parseProgramUpdate(raw).match(yes, no)) expect(change.match(yes, no)).toBe(false);
      expect([true, false]).toContain(parseInstallationInput(raw).match(yes, no));
      expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('without a program only stateless rules apply', () => {
  expect(parseProgramUpdate({ name: null })._unsafeUnwrap()).toEqual({ name: null });
  expect(parseProgramUpdate({ name: 'x' }).match(yes, no)).toBe(false);
  const program = aDraftProgram();
  expect(isNoChange(update(program, {}, aContext())._unsafeUnwrap())).toBe(true);
});
