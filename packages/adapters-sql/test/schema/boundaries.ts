import { FIELDS, type Icon, type LoyaltyProgram } from '@loyalty-programs/core';
import {
  ICON_LIMITS,
  MAX_LOCALES,
  programFrom,
  SITE_ID_LENGTH,
  storedSiteId,
} from '@loyalty-programs/core/adapter-kit';
import { aDraftProgram, anActiveProgram, uniqueSiteId } from '@loyalty-programs/contract-tests';

/** The last values that a limit allows, and the first that it does not. */
export interface Boundary {
  readonly what: string;
  readonly allowed: readonly LoyaltyProgram[];
  readonly refused: readonly LoyaltyProgram[];
}

type Trait<T> = (value: T) => Partial<LoyaltyProgram>;

const programs = <T>(trait: Trait<T>, values: readonly T[]): readonly LoyaltyProgram[] =>
  values.map((value) => ({ ...anActiveProgram(), siteId: uniqueSiteId(), revision: 1, ...trait(value) }));

const boundary = <T>(
  what: string,
  trait: Trait<T>,
  allowed: readonly T[],
  refused: readonly T[],
): Boundary => ({ what, allowed: programs(trait, allowed), refused: programs(trait, refused) });

/** Two UTF-16 units, four bytes, one code point: what a length counts. */
const WIDE = '🐚';

const texts = (
  what: string,
  trait: Trait<string>,
  { minLength = 1, maxLength }: { readonly minLength?: number; readonly maxLength: number },
): Boundary =>
  boundary(
    what,
    trait,
    [WIDE.repeat(minLength), WIDE.repeat(maxLength)],
    [WIDE.repeat(minLength - 1), WIDE.repeat(maxLength + 1)],
  );

const numbers = (
  what: string,
  trait: Trait<number>,
  { min, max }: { readonly min: number; readonly max: number },
): Boundary => boundary(what, trait, [min, max], [min - 1, max + 1]);

const ICON: Icon = {
  url: 'https://cdn.example.org/shell.svg',
  id: 'shell',
  altText: null,
  filename: null,
  width: 1,
  height: 1,
};

const { pointDefinition: DEFINITION, pointsExpiration: EXPIRATION } = anActiveProgram();

const withIcon = (icon: Partial<Icon>): Partial<LoyaltyProgram> => ({
  pointDefinition: { ...DEFINITION, icon: { ...ICON, ...icon } },
});

/** What no displayed text may contain, one of each range's ends. */
const FORBIDDEN = [
  ...['\u0001', '\t', '\n', '\u001F', '\u007F', '\u0085', '\u009F', '\u2028', '\u2029'],
  ...['\u202A', '\u202E', '\u2066', '\u2069'],
];
/** Their neighbours, which are fine. */
const FINE = [
  '\u0020',
  '\u007E',
  '\u00A0',
  '\u2027',
  '\u202F',
  '\u2065',
  '\u206A',
  '\u200E',
  '\u200D',
  ']',
  '^',
];

const within = (characters: readonly string[]): readonly string[] =>
  characters.map((character) => `a${character}b`);

/** A program with a value that no rule has passed. */
const forged = (path: string, value: string): LoyaltyProgram =>
  programFrom(aDraftProgram(), (field) => (field.path === path ? value : field.default));

const named: Trait<string> = (name) => ({ name: forged('name', name).name });
const called: Trait<string> = (customName) => ({
  pointDefinition: {
    ...DEFINITION,
    customName: forged('pointDefinition.customName', customName).pointDefinition.customName,
  },
});
const formsIn = (count: number): Partial<LoyaltyProgram> => ({
  pointDefinition: {
    ...DEFINITION,
    customName: forged('pointDefinition.customName', 'Stars').pointDefinition.customName,
    customNameForms: Array.from({ length: count }, (_, index) => ({
      locale: `en-x-${index}`,
      forms: { other: 'Stars' },
    })),
  },
});
const siteIds: Trait<string> = (siteId) => ({ siteId: storedSiteId(siteId) });
const A_SITE = 'AZaz09._:-';

/** Each limit of the core that a store can keep by itself. */
export const BOUNDARIES: readonly Boundary[] = [
  boundary(
    'the length of a site id',
    siteIds,
    ['a', 'b'.repeat(SITE_ID_LENGTH.maxLength)],
    ['', 'c'.repeat(SITE_ID_LENGTH.maxLength + 1)],
  ),
  boundary('the characters of a site id', siteIds, [A_SITE], ['a b', 'ä', 'a/b', 'a\nb', 'a\n']),
  texts('the length of a name', named, FIELDS.name.kind.limits),
  boundary('the characters of a name', named, within(FINE), within(FORBIDDEN)),
  texts('the length of a custom name', called, FIELDS.pointDefinition.customName.kind.limits),
  boundary('the characters of a custom name', called, within(FINE), within(FORBIDDEN)),
  boundary('the number of languages', formsIn, [1, MAX_LOCALES], [0, MAX_LOCALES + 1]),
  texts("the length of an icon's url", (url) => withIcon({ url }), ICON_LIMITS.url),
  texts("the length of an icon's id", (id) => withIcon({ id }), ICON_LIMITS.text),
  texts('the length of an alternative text', (altText) => withIcon({ altText }), ICON_LIMITS.text),
  texts('the length of a file name', (filename) => withIcon({ filename }), ICON_LIMITS.text),
  numbers('the width of an icon', (width) => withIcon({ width }), ICON_LIMITS.size),
  numbers('the height of an icon', (height) => withIcon({ height }), ICON_LIMITS.size),
  numbers(
    'the months of inactivity',
    (monthsOfInactivity) => ({ pointsExpiration: { ...EXPIRATION, monthsOfInactivity } }),
    FIELDS.pointsExpiration.monthsOfInactivity.kind.limits,
  ),
  numbers(
    'the expiring percentage',
    (expiringPointsPercentage) => ({ pointsExpiration: { ...EXPIRATION, expiringPointsPercentage } }),
    FIELDS.pointsExpiration.expiringPointsPercentage.kind.limits,
  ),
];
