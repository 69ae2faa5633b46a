import { lengthOf, normaliseText } from '@loyalty-programs/core/adapter-kit';
import { describe, expect, test } from 'vitest';
import { none, rules as broken } from '../support/violations.js';
import { theError, unexpected } from '../support/outcomes.js';
import { parseCustomName, parseProgramName } from '../support/parsers.js';

const accepted = (raw: string) => parseProgramName(raw)._unsafeUnwrap();
const rules = (raw: unknown) => parseProgramName(raw).match(none, broken);
const violation = (raw: unknown) => parseProgramName(raw).match(unexpected, theError)[0];

describe('a name', () => {
  test('has 2 to 50 characters, whatever they are made of', () => {
    for (const character of ['a', 'é', '𝄞', '🎁', '字', 'ö']) {
      expect(accepted(character.repeat(2))).toBe(character.repeat(2));
      expect(accepted(character.repeat(50))).toBe(character.repeat(50));
      expect(violation(character)).toEqual({
        field: 'name',
        description: 'must be at least 2 characters long',
        violatedRule: 'MIN_LENGTH',
        data: { threshold: 2 },
      });
      expect(violation(character.repeat(51))).toMatchObject({
        violatedRule: 'MAX_LENGTH',
        data: { threshold: 50 },
      });
    }
  });

  test('is measured and stored as NFC', () => {
    expect(accepted('Cafe\u0301')).toBe('Caf\u00e9');
    expect(rules('e\u0301')).toEqual(['MIN_LENGTH']);
    expect(accepted('\u0958')).toBe('\u0915\u093c');
  });

  test('is trimmed, and nothing else', () => {
    expect(accepted(' \t\n\u00a0\u3000\ufeffStar  Club\r\n\u2028')).toBe('Star  Club');
    expect(rules(' a ')).toEqual(['MIN_LENGTH']);
  });

  test('may be of any script, with joiners, marks and emoji', () => {
    for (const name of [
      'Клуб',
      'نادي\u200f النجوم',
      'क्‍ष स्टार',
      '星之會',
      '👩‍👩‍👧‍👦🏳️‍🌈',
      'Z͑ͫ̓ͪ̂ͫ̽a̴̵',
      '<b>&amp;',
      `O'Neil "%_\\`,
    ]) {
      expect(accepted(name)).toBe(name.normalize('NFC'));
    }
  });

  test.each([
    ['U+0000', 'Star\u0000Club'],
    ['U+000A', 'Star\nClub'],
    ['U+001B', 'Star\u001b[31mClub'],
    ['U+007F', 'Star\u007fClub'],
    ['U+0085', 'Star\u0085Club'],
    ['U+D800', 'Star\ud800Club'],
    ['U+DFFF', 'Star Club\udfff'],
    ['U+2028', 'Star\u2028Club'],
    ['U+2029', 'Star\u2029Club'],
    ['U+202A', '\u202aStar Club'],
    ['U+202E', 'Star\u202eClub'],
    ['U+2066', 'Star\u2066Club'],
    ['U+2069', 'Star\u2069Club'],
  ])('does not contain %s', (codePoint, text) => {
    expect(violation(text)).toEqual({
      field: 'name',
      description: `must not contain the character ${codePoint}`,
      violatedRule: 'FORBIDDEN_CHARACTER',
      data: { codePoint },
    });
  });

  test('names the first forbidden character', () => {
    expect(violation('a\u202eb\u0000')).toMatchObject({ data: { codePoint: 'U+202E' } });
  });

  test.each([
    '\u200b\u200b',
    '\u00ad\u00ad',
    '\u200d\u2060',
    '\u3164\u3164',
    '\u2800\u2800',
    '\u{e0001}\u{e0020}',
  ])('shows something: %j does not', (text) => {
    expect(violation(text)).toEqual({
      field: 'name',
      description: 'must contain at least one visible character',
      violatedRule: 'INVISIBLE',
      data: {},
    });
  });

  test('reports all its violations', () => {
    expect(rules('\u200b')).toEqual(['MIN_LENGTH', 'INVISIBLE']);
    expect(rules(`${'a'.repeat(50)}\u0000b`)).toEqual(['MAX_LENGTH', 'FORBIDDEN_CHARACTER']);
  });

  test('is a string', () => {
    for (const raw of [7, true, {}, ['Star'], Symbol('Star')]) {
      expect(violation(raw)).toMatchObject({ violatedRule: 'TYPE', data: { expected: 'a string' } });
    }
  });
});

describe('a custom name', () => {
  test('has up to 20 characters', () => {
    expect(parseCustomName('🌟'.repeat(20))._unsafeUnwrap()).toBe('🌟'.repeat(20));
    expect(parseCustomName('x')._unsafeUnwrap()).toBe('x');
    expect(parseCustomName('🌟'.repeat(21)).match(unexpected, theError)).toMatchObject([
      { field: 'pointDefinition.customName', data: { threshold: 20 } },
    ]);
  });

  test('is none if null, empty or blank', () => {
    for (const raw of [null, '', '  ', '\u2028\ufeff'])
      expect(parseCustomName(raw)._unsafeUnwrap()).toBeNull();
  });
});

test('length counts code points, surrogate pairs once and lone surrogates too', () => {
  expect([lengthOf(''), lengthOf('a𝄞b'), lengthOf('\ud834'), lengthOf('\udd1e\ud834')]).toEqual([0, 3, 1, 2]);
  expect(normaliseText(' e\u0301 ')).toBe('\u00e9');
});
