import type { LoyaltyProgram } from './loyalty-program.js';
import type { ProgramEvent, ProgramOccurrence } from './program-event.js';

/** The program after an occurrence. Revision and dates are not its matter. */
export const applyOccurrence = (program: LoyaltyProgram, occurrence: ProgramOccurrence): LoyaltyProgram => {
  switch (occurrence.type) {
    case 'ProgramCustomised': {
      const { name = program.name, pointDefinition } = occurrence.after;
      return { ...program, name, pointDefinition: { ...program.pointDefinition, ...pointDefinition } };
    }
    case 'ProgramActivated':
    case 'ProgramPaused':
      return { ...program, status: occurrence.after.status };
    case 'PointsExpirationEnabled':
    case 'PointsExpirationDisabled':
    case 'PointsExpirationConfigured':
      return {
        ...program,
        pointsExpiration: { ...program.pointsExpiration, ...occurrence.after.pointsExpiration },
      };
  }
};

/**
 * The program that the events lead to. Replaying a program's whole history from its untouched draft gives
 * the program itself.
 */
export const replay = (program: LoyaltyProgram, events: Iterable<ProgramEvent>): LoyaltyProgram => {
  let current = program;
  for (const event of events) {
    current = { ...applyOccurrence(current, event), revision: event.revision, updatedDate: event.time };
  }
  return current;
};
