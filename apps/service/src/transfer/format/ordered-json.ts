import { FIELD_LIST, isRecord, type Schema } from '@loyalty-programs/core/adapter-kit';

const namesIn = (schema: Schema): readonly string[] => {
  if (schema.type === 'list') return namesIn(schema.items);
  if (schema.type !== 'object') return [];
  return Object.entries(schema.properties).flatMap(([key, property]) => [key, ...namesIn(property.schema)]);
};

/** The fields of an export in the order in which a person reads them. */
const NAMES = [
  ...['type', 'format', 'version', 'siteId', 'revision', 'ordinal', 'time', 'actor'],
  ...['since', 'accountId', 'apps', 'premiumFeatures', 'loyaltyProgram', 'tiers'],
  ...FIELD_LIST.flatMap(({ part, key, kind }) => [
    ...(part === null ? [] : [part]),
    key,
    ...namesIn(kind.schema),
  ]),
  ...['createdDate', 'updatedDate', 'before', 'after', 'installation', 'program', 'events', 'sites'],
];

const RANKS = new Map([...new Set(NAMES)].map((name, rank) => [name, rank]));

const rankOf = (name: string): number => RANKS.get(name) ?? RANKS.size;

const byRank = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  rankOf(a) - rankOf(b) || (a < b ? -1 : 1);

const inOrder = (_: string, value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).sort(byRank)) : value;

/** JSON in which equal values are equal texts: stores return the fields of an object in orders of their own. */
export const orderedJson = (value: unknown): string => JSON.stringify(value, inOrder);
