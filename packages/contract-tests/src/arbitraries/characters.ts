import fc, { type Arbitrary } from 'fast-check';

const anyOf = (...ranges: readonly (readonly [from: number, to: number])[]): Arbitrary<string> =>
  fc
    .oneof(...ranges.map(([min, max]) => fc.integer({ min, max })))
    .map((codePoint) => String.fromCodePoint(codePoint));

/** One of the code points of a text. */
export const charactersOf = (text: string): Arbitrary<string> => fc.constantFrom(...Array.from(text));

/** What a displayed text must not contain. */
export const forbiddenCharacters = (): Arbitrary<string> =>
  fc.oneof(
    anyOf([0x00, 0x1f], [0x7f, 0x9f]),
    anyOf([0xd800, 0xdfff]),
    anyOf([0x2028, 0x2029], [0x202a, 0x202e], [0x2066, 0x2069]),
  );

/** What no store can be trusted with: U+0000, and surrogates without their other half. */
export const unstorableCharacters = (): Arbitrary<string> =>
  fc.oneof(fc.constant('\u0000'), anyOf([0xd800, 0xdfff]));

/** White space that trimming takes away, line ends included. */
export const blanks = (): Arbitrary<string> =>
  charactersOf(' \t\n\r\v\f\u00a0\u1680\u2003\u2028\u2029\u202f\u205f\u3000\ufeff');

/** Allowed in a displayed text, but nothing to be seen: joiners, marks of direction, fillers, selectors. */
export const invisibleCharacters = (): Arbitrary<string> =>
  fc.oneof(
    charactersOf(' \u00a0\u3000\u00ad\u034f\u061c\u115f\u180e\u3164\uffa0\u2800\ufeff'),
    anyOf([0x200b, 0x200f], [0x2060, 0x2065], [0x206a, 0x206f], [0xfe00, 0xfe0f], [0xe0000, 0xe0fff]),
  );

const NOT_VISIBLE_ALONE =
  /[\p{Cc}\p{Cs}\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800\u202A-\u202E\u2066-\u2069]/u;

/** One code point of any plane that may be seen, combining marks and unassigned ones included. */
export const visibleCharacters = (): Arbitrary<string> =>
  fc
    .oneof(
      { weight: 4, arbitrary: anyOf([0x21, 0x7e]) },
      { weight: 2, arbitrary: anyOf([0x300, 0x36f], [0x591, 0x5bd], [0x900, 0x903], [0x1100, 0x11ff]) },
      { weight: 2, arbitrary: anyOf([0xa1, 0xffff]) },
      { weight: 2, arbitrary: anyOf([0x10000, 0x10ffff]) },
      // Their NFC form is longer, or another character altogether.
      { weight: 1, arbitrary: fc.constantFrom('\u0958', '\ufb1d', '\u212b', '\u{1d15e}', '\u0344') },
    )
    .filter((character) => !NOT_VISIBLE_ALONE.test(character));

const FORBIDDEN = /[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/u;

/** What people take for one character, of several code points. */
export const clusters = (): Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter((cluster) => !FORBIDDEN.test(cluster)),
    fc.constantFrom(
      '👩‍👩‍👧‍👦',
      '🏳️‍🌈',
      '👍🏽',
      '🇳🇿',
      '1️⃣',
      'e\u0301',
      'q\u0323\u0307',
      'नि',
      'ก็',
      'ö\u200f',
      'שׁ\u200e',
    ),
  );
