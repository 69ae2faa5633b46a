import { NAME_LENGTH } from './limits.js';
import { type Branded, type Parsed, branded } from './parsing.js';
import { parseDisplayText } from './text.js';

/** The program's name: 2–50 characters, in its normal form. */
export type ProgramName = Branded<'ProgramName'>;

/** Parses a program name. White space around it is dropped. */
export const parseProgramName = (raw: unknown, field = 'loyaltyProgram.name'): Parsed<ProgramName> =>
  parseDisplayText(field, raw, NAME_LENGTH).map(branded<'ProgramName'>);
