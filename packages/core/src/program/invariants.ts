import { type FieldViolation, required } from '../values/violations.js';
import type { LoyaltyProgram } from './loyalty-program.js';

/** A rule between fields, which holds after every change. */
interface Invariant {
  /** The paths of the fields that it reads. It is skipped where one of them is invalid by itself. */
  readonly reads: readonly string[];
  /** How the program breaks it, if it does. */
  readonly violation: (program: LoyaltyProgram) => FieldViolation | undefined;
}

/** The rules between fields, once, for updates, decoding and rehydration. */
const INVARIANTS: readonly Invariant[] = [
  {
    reads: ['name'],
    violation: ({ name, status }) => (status !== 'DRAFT' && name === null ? required('name') : undefined),
  },
  {
    reads: ['pointDefinition.customName', 'pointDefinition.customNameForms'],
    violation: ({ pointDefinition: { customName, customNameForms } }) =>
      customNameForms !== null && customName === null ? required('pointDefinition.customName') : undefined,
  },
];

/** The invariants that the program breaks; those that read an invalid field are skipped. */
export const brokenInvariants = (
  program: LoyaltyProgram,
  isInvalid: (path: string) => boolean = () => false,
): readonly FieldViolation[] =>
  INVARIANTS.flatMap(({ reads, violation }) => (reads.some(isInvalid) ? [] : (violation(program) ?? [])));
