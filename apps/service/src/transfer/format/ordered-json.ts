import { isRecord } from '@loyalty-programs/core/adapter-kit';

/** The fields of an export in the order in which a person reads them. */
const FIELDS = [
  'type format version siteId revision ordinal time actor since accountId apps premiumFeatures loyaltyProgram tiers',
  'name pointDefinition customName customNameForms locale forms zero one two few many other',
  'icon url id altText filename width height status pointsExpiration monthsOfInactivity expiringPointsPercentage',
  'createdDate updatedDate before after installation program events sites',
].flatMap((line) => line.split(' '));

const RANKS = new Map(FIELDS.map((field, rank) => [field, rank]));

const rankOf = (field: string): number => RANKS.get(field) ?? FIELDS.length;

const byRank = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  rankOf(a) - rankOf(b) || (a < b ? -1 : 1);

const inOrder = (_: string, value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).sort(byRank)) : value;

/** JSON in which equal values are equal texts: stores give the fields of what they keep in orders of their own. */
export const orderedJson = (value: unknown): string => JSON.stringify(value, inOrder);
