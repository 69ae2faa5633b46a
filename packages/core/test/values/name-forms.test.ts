import { aContext, aDraftProgram, anActiveProgram, nameForms } from '@loyalty-programs/contract-tests';
import { MAX_LOCALES, PLURAL_CATEGORIES, replay, update } from '@loyalty-programs/core/adapter-kit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { theError, unexpected } from '../support/outcomes.js';
import { parseNameForms } from '../support/parsers.js';

const FIELD = 'pointDefinition.customNameForms';
const polish = {
  locale: 'pl',
  forms: { one: 'gwiazdka', few: 'gwiazdki', many: 'gwiazdek', other: 'gwiazdki' },
};
const english = { locale: 'en', forms: { one: 'Star', other: 'Stars' } };

const starClub = anActiveProgram({
  update: { pointDefinition: { customName: 'Stars', customNameForms: [english, polish] } },
});

const pointsAfter = (pointDefinition: unknown, program = starClub) =>
  update(program, { pointDefinition }, aContext())._unsafeUnwrap().program.pointDefinition;

const refused = (raw: unknown) =>
  parseNameForms(raw)
    .match(unexpected, theError)
    .map(({ field, violatedRule }) => [field.replace(FIELD, ''), violatedRule]);

describe('the forms of a custom name', () => {
  test('are stored beside the name', () => {
    expect(starClub.pointDefinition).toEqual({
      customName: 'Stars',
      customNameForms: [english, polish],
      icon: null,
    });
  });

  test('are dropped when the name changes without new ones', () => {
    expect(pointsAfter({ customName: 'Shells' }).customNameForms).toBeNull();
    expect(pointsAfter({ customName: null }).customNameForms).toBeNull();
    expect(pointsAfter(null)).toEqual({ customName: null, customNameForms: null, icon: null });
  });

  test('are dropped with the old name when a whole program is sent back under a new one', () => {
    const whole = { ...starClub.pointDefinition, customName: 'Shells' };
    expect(pointsAfter(whole)).toMatchObject({ customName: 'Shells', customNameForms: null });
    expect(pointsAfter({ ...whole, customName: '' })).toMatchObject({
      customName: null,
      customNameForms: null,
    });
  });

  test('stay when something else changes', () => {
    expect(pointsAfter({ icon: { url: 'https://example.com/star.svg' } }).customNameForms).toEqual([
      english,
      polish,
    ]);
    expect(pointsAfter({ customName: ' Stars ' }).customNameForms).toEqual([english, polish]);
  });

  test('are replaced as a whole', () => {
    expect(pointsAfter({ customNameForms: [polish] }).customNameForms).toEqual([polish]);
    expect(pointsAfter({ customName: 'Shells', customNameForms: [polish] }).customNameForms).toEqual([
      polish,
    ]);
    expect(pointsAfter({ customNameForms: null }).customNameForms).toBeNull();
    expect(pointsAfter({ customNameForms: [] }).customNameForms).toBeNull();
  });

  test('need a custom name', () => {
    const input = { pointDefinition: { customNameForms: [english] } };
    const { violations } = update(aDraftProgram(), input, aContext()).match(unexpected, theError);
    expect(violations).toMatchObject([
      { field: 'pointDefinition.customName', violatedRule: 'REQUIRED_FIELD' },
    ]);
  });

  test('are no change if already stored', () => {
    const change = update(
      starClub,
      { pointDefinition: starClub.pointDefinition },
      aContext(),
    )._unsafeUnwrap();
    expect(change.program).toBe(starClub);
  });

  test('are recorded in events, and replayed', () => {
    const { program, events } = update(
      starClub,
      { pointDefinition: { customName: 'Shells' } },
      aContext(),
    )._unsafeUnwrap();
    expect(events).toMatchObject([
      {
        before: { pointDefinition: { customName: 'Stars', customNameForms: [english, polish] } },
        after: { pointDefinition: { customName: 'Shells', customNameForms: null } },
      },
    ]);
    expect(replay(starClub, events)).toEqual(program);
  });

  test('have canonical languages and normalized texts', () => {
    const raw = [{ locale: 'PT-br', forms: { many: null, other: ' Estrelas ', some: 'ignored' } }];
    expect(parseNameForms(raw)._unsafeUnwrap()).toEqual([{ locale: 'pt-BR', forms: { other: 'Estrelas' } }]);
  });

  test.each<[string, unknown, unknown[]]>([
    ['no list', 'x', [['', 'TYPE']]],
    ['no object', [null], [['[0]', 'TYPE']]],
    [
      'nothing in it',
      [{}],
      [
        ['[0].locale', 'REQUIRED_FIELD'],
        ['[0].forms', 'REQUIRED_FIELD'],
      ],
    ],
    ['no tag', [{ ...english, locale: 'english language' }], [['[0].locale', 'FORMAT']]],
    ['a tag without end', [{ ...english, locale: `en${'-abcdefgh'.repeat(9)}` }], [['[0].locale', 'FORMAT']]],
    [
      'no form for the rest',
      [{ locale: 'en', forms: { one: 'Star' } }],
      [['[0].forms.other', 'REQUIRED_FIELD']],
    ],
    ['an empty form', [{ locale: 'en', forms: { other: ' ' } }], [['[0].forms.other', 'MIN_LENGTH']]],
    [
      'a long form',
      [{ locale: 'en', forms: { other: 'x'.repeat(21) } }],
      [['[0].forms.other', 'MAX_LENGTH']],
    ],
    ['a language twice', [english, { ...english, locale: 'EN' }], [['[1].locale', 'FORMAT']]],
    ['too many languages', Array.from({ length: MAX_LOCALES + 1 }, () => english), [['', 'MAX_LENGTH']]],
  ])('are refused with %s', (_, raw, violations) => {
    expect(refused(raw)).toEqual(violations);
  });

  test('of any languages survive parsing unchanged', () => {
    fc.assert(
      fc.property(nameForms(), (forms) => {
        const parsed = parseNameForms(forms)._unsafeUnwrap();
        expect(parseNameForms(parsed)._unsafeUnwrap()).toEqual(parsed);
        expect(parsed?.map(({ locale }) => locale)).toEqual(forms.map(({ locale }) => locale));
      }),
    );
  });

  test('have the categories of CLDR', () => {
    expect(PLURAL_CATEGORIES).toEqual(['zero', 'one', 'two', 'few', 'many', 'other']);
  });
});
