import type { SiteId } from '../values/identifiers.js';
import { type Parsed, Violations, asIs, isRecord, ownValue } from '../values/parsing.js';
import type { Timestamp } from '../values/timestamp.js';
import { required, wrongType } from '../values/violations.js';
import type { ReadValue } from './events.js';
import { FIELDS_BY_PART, type Field, untouchedDraft } from './fields.js';
import type { LoyaltyProgram } from './loyalty-program.js';

/** What identifies and dates a state of a program; each format writes it in its own way. */
export interface ProgramMetadata {
  readonly siteId: SiteId;
  readonly revision: number;
  readonly createdDate: Timestamp;
  readonly updatedDate: Timestamp;
}

/** Builds a program from a value for each of its fields. */
export const programFrom = (
  { siteId, revision, createdDate, updatedDate }: ProgramMetadata,
  valueFor: (field: Field) => unknown,
): LoyaltyProgram => {
  const program = { ...untouchedDraft(siteId, createdDate), revision, updatedDate };
  const values: Record<string, unknown> = program;
  for (const [part, fields] of FIELDS_BY_PART) {
    const holder: Record<string, unknown> = part === null ? values : {};
    for (const field of fields) holder[field.key] = valueFor(field);
    if (part !== null) values[part] = holder;
  }
  return program;
};

/**
 * Reads the fields of a program from the object of a format, each by `read`. Every field must be there. Rules
 * between fields are not looked at, see `brokenInvariants`. Reports all violations at once.
 */
export const readProgram = (
  metadata: ProgramMetadata,
  raw: unknown,
  read: ReadValue,
): Parsed<LoyaltyProgram> => {
  const violations = new Violations();
  const program = programFrom(metadata, (field) => {
    const holder = field.part === null || !isRecord(raw) ? raw : ownValue(raw, field.part);
    if (!isRecord(holder)) {
      violations.add(wrongType(field.part ?? '', 'an object'));
      return undefined;
    }
    const value = ownValue(holder, field.key);
    if (value !== undefined) return read(field, value, field.path).match(asIs, violations.note);
    violations.add(required(field.path));
    return undefined;
  });
  return violations.unlessAny(program);
};
