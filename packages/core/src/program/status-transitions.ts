import type { ProgramStatus } from './loyalty-program.js';

/** The operations that change the status. */
export type StatusOperation = 'activate' | 'pause';

/** `stays`: the program has that status already and nothing changes. `refused`: there is no such transition. */
export type StatusTransition = 'ACTIVE' | 'PAUSED' | 'stays' | 'refused';

/**
 * The lifecycle, once. There is no way back to DRAFT. Becoming ACTIVE has preconditions, see `preconditions.ts`. The
 * documented diagram is tested against this table.
 */
export const STATUS_TRANSITIONS = {
  DRAFT: { activate: 'ACTIVE', pause: 'refused' },
  ACTIVE: { activate: 'stays', pause: 'PAUSED' },
  PAUSED: { activate: 'ACTIVE', pause: 'stays' },
} as const satisfies Record<ProgramStatus, Record<StatusOperation, StatusTransition>>;
