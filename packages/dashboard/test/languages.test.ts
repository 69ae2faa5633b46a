import { describe, expect, it } from 'vitest';
import { de } from '../src/page/languages/de.js';
import { en } from '../src/page/languages/en.js';
import { es } from '../src/page/languages/es.js';
import { fr } from '../src/page/languages/fr.js';
import { he } from '../src/page/languages/he.js';
import { ja } from '../src/page/languages/ja.js';

const placesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{\w+\}/gu)].map(([place]) => place).sort();

/** In the forms for one and two, the words may say the number. */
const mayOmitCount = (key: string): boolean => /\.(?:one|two)$/u.test(key);

// That no message is missing is for the compiler to find.
describe.each(Object.entries({ de, es, fr, he, ja }))('The messages in %s', (_, messages) => {
  it('have the places of the English ones', () => {
    const translations = new Map(Object.entries(messages));
    const wrong = Object.entries(en).filter(([key, text]) => {
      const places = placesIn(translations.get(key) ?? '');
      const expected = placesIn(text);
      const isSame = places.join() === expected.join();
      return (
        !isSame && !(mayOmitCount(key) && places.join() === expected.filter((p) => p !== '{count}').join())
      );
    });
    expect(wrong).toEqual([]);
  });

  it('are not empty, and have no blanks around them', () => {
    expect(
      Object.values<string | undefined>(messages).filter((text = '') => text === '' || text !== text.trim()),
    ).toEqual([]);
  });
});
