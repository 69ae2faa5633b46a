/**
 * - `DRAFT`: being set up, never activated so far. Customers can't earn or redeem points.
 * - `ACTIVE`: running.
 * - `PAUSED`: halted after having been active. Customers can't earn or redeem points.
 */
export const PROGRAM_STATUSES = ['DRAFT', 'ACTIVE', 'PAUSED'] as const;

export type ProgramStatus = (typeof PROGRAM_STATUSES)[number];

/** The operations that change the status. */
export type StatusOperation = 'activate' | 'pause';

/** `stays`: the program is there already and nothing happens. `refused`: there is no way from here. */
export type StatusTransition = 'ACTIVE' | 'PAUSED' | 'stays' | 'refused';

/**
 * The lifecycle, once. There is no way back to DRAFT. Becoming ACTIVE has preconditions, see
 * `preconditions.ts`. The diagram in the README is tested against this table.
 */
export const STATUS_TRANSITIONS = {
  DRAFT: { activate: 'ACTIVE', pause: 'refused' },
  ACTIVE: { activate: 'stays', pause: 'PAUSED' },
  PAUSED: { activate: 'ACTIVE', pause: 'stays' },
} as const satisfies Record<ProgramStatus, Record<StatusOperation, StatusTransition>>;
