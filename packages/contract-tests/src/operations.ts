import type { LoyaltyProgram, ProgramUpdateInput } from '@loyalty-programs/core';
import {
  activate,
  type Change,
  type ChangeContext,
  disablePointsExpiration,
  enablePointsExpiration,
  pause,
  type ProgramError,
  update,
} from '@loyalty-programs/core/adapter-kit';
import type { Result } from 'neverthrow';
import { fail } from './expectations.js';
import type { OperationRequest } from './arbitraries/index.js';
import { anInstallation } from './builders.js';
import { shown } from './difference.js';

const INSTALLATION = anInstallation();

/** One operation of the model. States are reached by these alone: a remote store can do nothing else. */
export type Operation = (program: LoyaltyProgram, context: ChangeContext) => Result<Change, ProgramError>;

export const customising =
  (input: ProgramUpdateInput): Operation =>
  (program, context) =>
    update(program, input, context);

export const naming = (name: string): Operation => customising({ name });

/** Changes name and expiration settings at once, which makes two events of one revision. */
export const namingAndConfiguring = (name: string, monthsOfInactivity: number): Operation =>
  customising({ name, pointsExpiration: { monthsOfInactivity } });

export const activating: Operation = (program, context) => activate(program, INSTALLATION, context);

export const pausing: Operation = pause;

export const enablingExpiration: Operation = (program, context) =>
  enablePointsExpiration(program, INSTALLATION, context);

export const disablingExpiration: Operation = disablePointsExpiration;

/** Operations of a new program that make events of every kind; the first makes two. */
export const everyKind: readonly Operation[] = [
  namingAndConfiguring('Harbour Club', 7),
  customising({
    pointDefinition: {
      customName: 'Gwiazdki ✨',
      customNameForms: [{ locale: 'pl', forms: { one: 'Gwiazdka', other: 'Gwiazdki' } }],
      icon: { url: 'https://cdn.example.org/star.svg', id: 'st_1', width: 32 },
    },
  }),
  activating,
  enablingExpiration,
  pausing,
  disablingExpiration,
];

const BY_NAME = {
  activate: activating,
  pause: pausing,
  enablePointsExpiration: enablingExpiration,
  disablePointsExpiration: disablingExpiration,
} as const satisfies Record<string, Operation>;

/** The requested operation. */
export const asked = (request: OperationRequest): Operation =>
  request.operation === 'update' ? customising(request.input) : BY_NAME[request.operation];

/** The time that passes between two changes where a check does not care. */
const A_WHILE = 61_234;

/** The result of an operation on a program. Checks only use operations that the rules allow. */
export const changeBy = (
  operation: Operation,
  program: LoyaltyProgram,
  context: Partial<ChangeContext> = {},
): Change => {
  const change = operation(program, { now: program.updatedDate + A_WHILE, actor: null, ...context });
  return change.isOk() ? change.value : fail(`the check is wrong: ${shown(change.error)}`);
};
