import {
  FIELD_LIST,
  isRecord,
  ownValue,
  type RawRecord,
  type Schema,
} from '@loyalty-programs/core/adapter-kit';

/** Breaks the rule of every field that a value of the wrong type breaks. */
const WRONG_TYPE = false;

/**
 * 5,000 characters, which is more than any text of a program has, after any white space. They end in one that is
 * not white space: that would be dropped at the end, and too long a text be taken for a short one.
 */
const START_OF_TEXT = /^\s*.{0,4999}\s*\S?/su;

/** What JSON can carry of a value that holds no others; `undefined` for one that does. */
const scalarBody = (raw: unknown): unknown => {
  if (raw === undefined || raw === null) return raw;
  if (typeof raw === 'string') return START_OF_TEXT.exec(raw)?.[0];
  // A number that is too large stays so.
  if (typeof raw === 'number') {
    return Number.isFinite(raw) ? raw : Math.sign(raw) * Number.MAX_VALUE || WRONG_TYPE;
  }
  return WRONG_TYPE;
};

/** What JSON can carry of a raw value, so that the rules judge it as they would judge the value itself. */
const valueBody = (raw: unknown, schema: Schema, isStrict: boolean): unknown => {
  if (schema.type === 'list' && Array.isArray(raw)) {
    return raw.slice(0, schema.maxItems + 1).map((each: unknown) => valueBody(each, schema.items, isStrict));
  }
  if (schema.type !== 'object' || !isRecord(raw)) return scalarBody(raw);
  const body = namesIn(raw, isStrict);
  for (const [key, property] of Object.entries(schema.properties)) {
    body[key] = valueBody(ownValue(raw, key), property.schema, isStrict);
  }
  return body;
};

/** How many fields of an object are named to a service that refuses unknown ones, and how long a name may be. */
const MAX_NAMES = 100;
const MAX_NAME_LENGTH = 200;

/** The names of an object's fields, without their values, where unknown ones are to be refused. */
const namesIn = (raw: RawRecord, isStrict: boolean): Record<string, unknown> => {
  const names = isStrict ? Object.keys(raw).slice(0, MAX_NAMES) : [];
  return Object.fromEntries(names.map((name) => [name.slice(0, MAX_NAME_LENGTH), null]));
};

/** The settable fields of the program itself or of one of its parts, as JSON can carry them. */
const fieldsBody = (raw: unknown, part: string | null, isStrict: boolean): unknown => {
  if (!isRecord(raw)) return scalarBody(raw);
  const body = namesIn(raw, isStrict);
  for (const field of FIELD_LIST) {
    if (field.event === null) continue;
    if (field.part === part)
      body[field.key] = valueBody(ownValue(raw, field.key), field.kind.schema, isStrict);
    else if (part === null && field.part !== null) {
      body[field.part] = fieldsBody(ownValue(raw, field.part), field.part, isStrict);
    }
  }
  return body;
};

/**
 * The body of an update. Only settable fields are sent, and of unknown ones the names where the service is to refuse
 * them. Whatever the input is, the rules judge the body as they
 * would judge the input, except that only 5,000 characters of a text are read.
 */
export const updateBody = (raw: unknown, isStrict = false): string =>
  JSON.stringify({ loyaltyProgram: fieldsBody(raw, null, isStrict) });
