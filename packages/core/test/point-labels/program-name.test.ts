import { programName } from '@loyalty-programs/core/point-labels';
import { describe, expect, test } from 'vitest';

const program = {
  name: 'Star Club',
  nameTranslations: [
    { locale: 'pt', name: 'Clube das Estrelas' },
    { locale: 'zh-Hant', name: '星星會' },
    { locale: 'de', name: 'Sternenklub' },
  ],
};

describe('the name of a program', () => {
  test.each([
    ['pt', 'Clube das Estrelas'],
    ['pt-BR', 'Clube das Estrelas'],
    ['zh-TW', '星星會'],
    ['zh-HK', '星星會'],
    ['de-CH', 'Sternenklub'],
    ['zh-CN', 'Star Club'],
    ['fr', 'Star Club'],
    ['no tag at all', 'Star Club'],
  ])('in %s is %s', (locale, name) => {
    expect(programName(program, locale)).toBe(name);
  });

  test('is in the first of several languages that has one', () => {
    expect(programName(program, ['fr', 'de-AT', 'pt'])).toBe('Sternenklub');
  });

  test('is as written without translations, and none without a name', () => {
    expect(programName({ name: 'Star Club', nameTranslations: null }, 'de')).toBe('Star Club');
    expect(programName({ name: null }, 'de')).toBeNull();
  });
});
