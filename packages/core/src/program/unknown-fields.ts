import type { Schema } from '../values/kinds.js';
import { type RawRecord, isRecord, ownValue, pathOf } from '../values/parsing.js';
import { FIELDS_BY_PART, FIELD_LIST } from './fields.js';

/** A field of a raw update that an update can't set. */
export interface IgnoredField {
  readonly path: string;
  /** Part of every program, such as `status`; official clients send it back. Any other is unknown. */
  readonly isReadOnly: boolean;
}

/** How many ignored fields are reported. */
const MAX_IGNORED = 100;

const READ_ONLY: ReadonlySet<string> = new Set([
  ...['siteId', 'revision', 'createdDate', 'updatedDate', 'premiumFeatures'],
  ...FIELD_LIST.filter(({ event }) => event === null).map(({ path }) => path),
]);

const SETTABLE = new Map(
  FIELD_LIST.filter(({ event }) => event !== null).map((field) => [field.path, field]),
);

/** The paths of properties unknown to a schema. */
const unknownIn = (schema: Schema, raw: unknown, path: string): readonly string[] => {
  if (schema.type === 'list' && Array.isArray(raw)) {
    return raw
      .slice(0, schema.maxItems)
      .flatMap((each: unknown, index) => unknownIn(schema.items, each, `${path}[${index}]`));
  }
  if (schema.type !== 'object' || !isRecord(raw)) return [];
  const { properties } = schema;
  return Object.keys(raw).flatMap((key) => {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const field = pathOf(path, key);
    return property === undefined ? [field] : unknownIn(property.schema, raw[key], field);
  });
};

const ignoredIn = (raw: RawRecord, part: string | null): readonly IgnoredField[] =>
  Object.keys(raw).flatMap((key): readonly IgnoredField[] => {
    const path = pathOf(part ?? '', key);
    const value = ownValue(raw, key);
    const field = SETTABLE.get(path);
    if (field !== undefined) {
      return unknownIn(field.kind.schema, value, path).map((each) => ({ path: each, isReadOnly: false }));
    }
    if (READ_ONLY.has(path)) return [{ path, isReadOnly: true }];
    if (part !== null || !FIELDS_BY_PART.has(key)) return [{ path, isReadOnly: false }];
    return isRecord(value) ? ignoredIn(value, key) : [];
  });

/** The fields of a raw update that it can't set, at any depth; the first 100. */
export const ignoredFields = (raw: unknown): readonly IgnoredField[] =>
  isRecord(raw) ? ignoredIn(raw, null).slice(0, MAX_IGNORED) : [];
