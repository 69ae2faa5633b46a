import { MAX_NAME_LOCALES, PLURAL_CATEGORIES, isRecord, ownValue } from '@loyalty-programs/core/adapter-kit';

/** The names that the rules look at, by how deep they stand. Nothing else is sent; what goes in circles ends here. */
const NAMES: readonly (readonly string[])[] = [
  ['name', 'pointDefinition', 'pointsExpiration'],
  ['customName', 'customNameForms', 'icon', 'monthsOfInactivity', 'expiringPointsPercentage'],
  ['url', 'id', 'altText', 'filename', 'width', 'height'],
  // Of each entry of the list of forms.
  ['locale', 'forms'],
  PLURAL_CATEGORIES,
];

/** Breaks the rule of every field that a value of the wrong type breaks. */
const WRONG_TYPE = false;

/**
 * 5,000 characters, which is more than any text of a program has, behind any white space. They end in one that is
 * none: white space at the end would be dropped, and too long a text be taken for a short one.
 */
const START_OF_TEXT = /^\s*.{0,4999}\s*\S?/su;

/** What JSON can carry of a raw value, so that the rules judge it as they would judge the value itself. */
const carried = (raw: unknown, depth: number): unknown => {
  if (raw === undefined || raw === null) return raw;
  if (typeof raw === 'string') return START_OF_TEXT.exec(raw)?.[0];
  if (typeof raw === 'number') {
    // A number that is too large stays so.
    return Number.isFinite(raw) ? raw : Math.sign(raw) * Number.MAX_VALUE || WRONG_TYPE;
  }
  const names = NAMES[depth];
  if (names === undefined) return WRONG_TYPE;
  const inner = (each: unknown): unknown => carried(each, depth + 1);
  if (Array.isArray(raw)) return raw.slice(0, MAX_NAME_LOCALES + 1).map(inner);
  return isRecord(raw)
    ? Object.fromEntries(names.map((name) => [name, inner(ownValue(raw, name))]))
    : WRONG_TYPE;
};

/**
 * The body of an update. Whatever the input is, the service finds in the body what the rules find in the input,
 * but for a text of more than 5,000 characters, of which only these are looked at.
 */
export const updateBody = (raw: unknown): string => JSON.stringify({ loyaltyProgram: carried(raw, 0) });
