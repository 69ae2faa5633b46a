import { aContext, aDraftProgram, anActiveProgram } from '@loyalty-programs/contract-tests';
import { replay, update } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, test } from 'vitest';
import { theError, unexpected } from '../support/outcomes.js';
import { named } from '../support/violations.js';

const polish = { locale: 'pl', name: 'Klub Gwiazd' };
const german = { locale: 'de-AT', name: 'Sternenklub' };

const translated = (nameTranslations: unknown, program = aDraftProgram()) =>
  update(program, { nameTranslations }, aContext())._unsafeUnwrap();

const violations = (nameTranslations: unknown) =>
  named(update(aDraftProgram(), { nameTranslations }, aContext()).match(unexpected, theError).violations);

describe('the translations of a name', () => {
  test('are stored in the order given, with canonical tags', () => {
    const { program } = translated([polish, { locale: 'DE-at', name: ' Sternenklub ' }]);
    expect(program.nameTranslations).toEqual([polish, german]);
  });

  test('are reported by ProgramUpdated, and replayed', () => {
    const { program, events } = translated([polish]);
    expect(events).toMatchObject([
      {
        type: 'ProgramUpdated',
        before: { nameTranslations: null },
        after: { nameTranslations: [polish] },
      },
    ]);
    expect(replay(aDraftProgram(), events)).toEqual(program);
  });

  test('are replaced as a whole; null and an empty list remove them', () => {
    const { program } = translated([polish]);
    expect(translated([german], program).program.nameTranslations).toEqual([german]);
    for (const none of [null, []]) expect(translated(none, program).program.nameTranslations).toBeNull();
    expect(translated([polish], program).events).toEqual([]);
  });

  test('are independent of the name', () => {
    const { program } = translated([polish], anActiveProgram());
    const renamed = update(program, { name: 'Moon Club' }, aContext())._unsafeUnwrap().program;
    expect(renamed.nameTranslations).toEqual([polish]);
  });

  test.each([
    ['a text', 'Klub', ['nameTranslations TYPE']],
    ['21 languages', Array.from({ length: 21 }, () => polish), ['nameTranslations MAX_LENGTH']],
    ['no object', ['pl'], ['nameTranslations[0] TYPE']],
    [
      'nothing in it',
      [{}],
      ['nameTranslations[0].locale REQUIRED_FIELD', 'nameTranslations[0].name REQUIRED_FIELD'],
    ],
    ['no language', [{ ...polish, locale: 'Polish!' }], ['nameTranslations[0].locale FORMAT']],
    ['a language twice', [polish, { ...polish, locale: 'PL' }], ['nameTranslations[1].locale FORMAT']],
    ['a short name', [{ ...polish, name: 'K' }], ['nameTranslations[0].name MIN_LENGTH']],
    ['a long name', [{ ...polish, name: 'K'.repeat(51) }], ['nameTranslations[0].name MAX_LENGTH']],
    [
      'a name with a control character',
      [{ ...polish, name: 'Kl\u0007ub' }],
      ['nameTranslations[0].name FORBIDDEN_CHARACTER'],
    ],
  ])('are refused with %s', (_what, given, expected) => {
    expect(violations(given)).toEqual(expected);
  });
});
