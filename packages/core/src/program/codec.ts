import type { SiteId } from '../values/identifiers.js';
import type { Timestamp } from '../values/timestamp.js';
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
