import type { SiteId } from '../values/identifiers.js';
import type { Timestamp } from '../values/timestamp.js';
import { setValue } from './events.js';
import { FIELD_LIST, type Field, untouchedDraft } from './fields.js';
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
  for (const field of FIELD_LIST) setValue(program, field, valueFor(field));
  return program;
};
