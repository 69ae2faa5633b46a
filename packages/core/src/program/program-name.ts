import { NAME_LENGTH } from '../values/limits.js';
import { type Branded, type Parsed, branded } from '../values/parsing.js';
import { parseDisplayText } from '../values/text.js';

/** The program's name: 2–50 characters, in its normal form. */
export type ProgramName = Branded<'ProgramName'>;

/** Parses a program name. White space around it is dropped. */
export const parseProgramName = (raw: unknown, field = 'loyaltyProgram.name'): Parsed<ProgramName> =>
  parseDisplayText(field, raw, NAME_LENGTH).map(branded<'ProgramName'>);
