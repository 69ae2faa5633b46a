import { FIELDS } from '@loyalty-programs/core';
import { lengthOf, normaliseText } from '@loyalty-programs/core/adapter-kit';
import fc, { type Arbitrary } from 'fast-check';
import {
  blanks,
  charactersOf,
  clusters,
  forbiddenCharacters,
  invisibleCharacters,
  unstorableCharacters,
  visibleCharacters,
} from './characters.js';

/** Inclusive bounds in code points. */
export interface TextLimits {
  readonly minLength?: number;
  readonly maxLength: number;
}

const joined = (characters: Arbitrary<string>, maxLength: number, minLength = 0): Arbitrary<string> =>
  fc.array(characters, { minLength, maxLength, size: 'max' }).map((list) => list.join(''));

const within = (text: string, { minLength = 0, maxLength }: TextLimits): boolean => {
  const length = lengthOf(normaliseText(text));
  return length >= minLength && length <= maxLength;
};

const cut = (text: string, { maxLength }: TextLimits): string =>
  Array.from(text).slice(0, maxLength).join('');

const anyCharacters = (): Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: visibleCharacters() }, clusters(), invisibleCharacters());

/** Any string that JavaScript can hold, with a liking for what texts are refused for. */
export const anyTexts = (maxLength = 60): Arbitrary<string> =>
  joined(fc.oneof({ weight: 5, arbitrary: anyCharacters() }, blanks(), forbiddenCharacters()), maxLength);

/** Displayed texts that are accepted, often with white space around them that gets lost. */
export const displayTexts = (limits: TextLimits): Arbitrary<string> =>
  fc
    .tuple(
      joined(invisibleCharacters(), 2),
      visibleCharacters(),
      joined(anyCharacters(), limits.maxLength, limits.minLength),
    )
    .map(([start, visible, rest]) => cut(start + visible + rest, limits))
    .filter((text) => within(text, limits))
    .chain((text) => fc.tuple(joined(blanks(), 2), joined(blanks(), 2)).map(([a, z]) => a + text + z));

export const programNames = (): Arbitrary<string> => displayTexts(FIELDS.name.kind.limits);

export const customNames = (): Arbitrary<string> =>
  displayTexts(FIELDS.pointDefinition.customName.kind.limits);

/** Of the right length, but with a character in it that can't be displayed. */
export const forbiddenTexts = (limits: TextLimits): Arbitrary<string> =>
  fc
    .tuple(visibleCharacters(), forbiddenCharacters(), visibleCharacters())
    .map((parts) => parts.join(''))
    .filter((text) => within(text, limits));

/** Of the right length, without a forbidden character, and with nothing to be seen. */
export const invisibleTexts = (limits: TextLimits): Arbitrary<string> =>
  joined(invisibleCharacters(), limits.maxLength).filter(
    (text) => normaliseText(text) !== '' && within(text, limits),
  );

/** One to ten code points longer than it may be, and otherwise right. */
export const tooLongTexts = ({ maxLength }: TextLimits): Arbitrary<string> =>
  displayTexts({ minLength: maxLength + 1, maxLength: maxLength + 10 });

/** Texts that are stored unchanged: all except empty and unstorable ones. */
export const storableTexts = (limits: TextLimits): Arbitrary<string> =>
  fc
    .oneof(
      joined(fc.oneof({ weight: 4, arbitrary: anyCharacters() }, blanks()), limits.maxLength),
      joined(charactersOf('ab/?#% \t\n\\:=&;+"\'é☆𝄞'), limits.maxLength),
    )
    .map((text) => cut(text, limits))
    .filter((text) => text !== '');

/** Texts that cannot be stored. */
export const unstorableTexts = (): Arbitrary<string> =>
  fc.tuple(visibleCharacters(), unstorableCharacters(), visibleCharacters()).map((parts) => parts.join(''));
