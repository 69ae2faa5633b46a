import { type Result, err, ok } from 'neverthrow';
import { isEqual } from '../values/kinds.js';
import { type Parsed, type RawRecord, invalid, isRecord, ownValue } from '../values/parsing.js';
import { type FieldViolation, isNonEmpty, required, unknownField, wrongType } from '../values/violations.js';
import { type Change, type ChangeContext, changeOf } from './change.js';
import { type InvalidInput, invalidInput } from './errors.js';
import { type ProgramEventBody, UPDATE_EVENTS, setValue, withChanges } from './events.js';
import { FIELDS_BY_PART, FIELD_LIST, type Field, type ProgramUpdate, valueOf } from './fields.js';
import { brokenInvariants } from './invariants.js';
import type { LoyaltyProgram } from './loyalty-program.js';
import { ignoredFields } from './unknown-fields.js';

export interface Strictness {
  /** Refuse fields that no program has, at any depth, with `UNKNOWN_FIELD`; by default they are ignored. */
  readonly strict?: boolean;
}

/** The content of a raw update: its valid values, and the violations of the others. */
interface Draft {
  readonly values: ProgramUpdate;
  readonly violations: FieldViolation[];
  readonly invalidPaths: ReadonlySet<string>;
}

/** The settable fields by the part that holds them. */
const SETTABLE: readonly (readonly [part: string | null, fields: readonly Field[]])[] = Array.from(
  FIELDS_BY_PART,
  ([part, fields]) => [part, fields.filter(({ event }) => event !== null)],
);

const readDraft = (raw: RawRecord): Draft => {
  const values: ProgramUpdate = {};
  const violations: FieldViolation[] = [];
  const invalidPaths = new Set<string>();
  for (const [part, fields] of SETTABLE) {
    const holder = part === null ? raw : ownValue(raw, part);
    if (holder === undefined) continue;
    if (holder !== null && !isRecord(holder)) {
      violations.push(wrongType(part ?? '', 'an object'));
      for (const { path } of fields) invalidPaths.add(path);
      continue;
    }
    for (const field of fields) {
      const given = holder === null ? null : ownValue(holder, field.key);
      if (given === undefined) continue;
      const parsed = given === null ? ok(null) : field.kind.parse(given, field.path);
      if (parsed.isOk()) setValue(values, field, parsed.value ?? field.default);
      else {
        violations.push(...parsed.error);
        invalidPaths.add(field.path);
      }
    }
  }
  return { values, violations, invalidPaths };
};

/** Which field a violation is about, by its place among the fields; unknown fields come last. */
const placeOf = ({ field, violatedRule }: FieldViolation): number => {
  if (violatedRule === 'UNKNOWN_FIELD') return FIELD_LIST.length;
  return FIELD_LIST.findIndex(
    ({ path, part }) =>
      field === path || field === part || field.startsWith(`${path}.`) || field.startsWith(`${path}[`),
  );
};

const inOrderOfFields = (violations: readonly FieldViolation[]): readonly FieldViolation[] =>
  [...violations].sort((a, b) => placeOf(a) - placeOf(b));

const unknownFieldsIn = (raw: unknown): readonly FieldViolation[] =>
  ignoredFields(raw)
    .filter(({ isReadOnly }) => !isReadOnly)
    .map(({ path }) => unknownField(path));

const parsedBy = <T>(raw: unknown, read: (record: RawRecord) => Parsed<T>): Parsed<T> => {
  if (raw === undefined || raw === null) return invalid(required(''));
  return isRecord(raw) ? read(raw) : invalid(wrongType('', 'an object'));
};

/**
 * Parses an update as it came from outside, by those rules that need no program: for a form that validates while its
 * user types. `update` applies the others too. Reports all violations at once.
 */
export const parseProgramUpdate = (
  raw: unknown,
  { strict = false }: Strictness = {},
): Parsed<ProgramUpdate> =>
  parsedBy(raw, (record) => {
    const { values, violations } = readDraft(record);
    const all = strict ? [...violations, ...unknownFieldsIn(record)] : violations;
    return isNonEmpty(all) ? err(all) : ok(values);
  });

/** Drops the forms of a name that was replaced without new ones; official clients send the old ones back. */
const settle = (before: LoyaltyProgram, after: LoyaltyProgram): LoyaltyProgram => {
  const { customName, customNameForms } = after.pointDefinition;
  const isStale =
    customNameForms !== null &&
    customName !== before.pointDefinition.customName &&
    isEqual(customNameForms, before.pointDefinition.customNameForms);
  return isStale ? withChanges(after, { pointDefinition: { customNameForms: null } }) : after;
};

/** The program that a raw update leads to, or every rule that it breaks. */
const updatedProgram = (
  program: LoyaltyProgram,
  raw: unknown,
  { strict = false }: Strictness,
): Parsed<LoyaltyProgram> =>
  parsedBy(raw, (record) => {
    const { values, violations, invalidPaths } = readDraft(record);
    const next = settle(program, withChanges(program, values));
    const broken = brokenInvariants(next, (path) => invalidPaths.has(path));
    const all = [...violations, ...broken, ...(strict ? unknownFieldsIn(record) : [])];
    if (!isNonEmpty(all)) return ok(next);
    const sorted = inOrderOfFields(all);
    return isNonEmpty(sorted) ? err(sorted) : ok(next);
  });

/** What changed between two states of a program: each event holds just the values that differ. */
const eventsBetween = (before: LoyaltyProgram, after: LoyaltyProgram): readonly ProgramEventBody[] => {
  const events: ProgramEventBody[] = [];
  for (const { type, fields } of UPDATE_EVENTS) {
    const was: ProgramUpdate = {};
    const is: ProgramUpdate = {};
    let isChanged = false;
    for (const field of fields) {
      const old = valueOf(before, field);
      const value = valueOf(after, field);
      if (isEqual(old, value)) continue;
      isChanged = true;
      setValue(was, field, old);
      setValue(is, field, value);
    }
    if (isChanged) events.push({ type, before: was, after: is });
  }
  return events;
};

/**
 * Changes name, point definition and expiration settings: one decision. All violations are reported at once, and
 * with any of them nothing changes. An update to the present values changes nothing.
 *
 * @param input a `ProgramUpdateInput`, or raw data that claims to be one: it is parsed here.
 */
export const update = (
  program: LoyaltyProgram,
  input: unknown,
  context: ChangeContext,
  options: Strictness = {},
): Result<Change, InvalidInput> => {
  const updated = updatedProgram(program, input, options);
  if (updated.isErr()) return err(invalidInput(updated.error));
  return ok(changeOf(program, eventsBetween(program, updated.value), context));
};
