import {
  DENIAL_REASONS,
  type OperationAnswer,
  type OperationAnswers,
  PRECONDITIONS,
  type Readiness,
  type UnmetPrecondition,
} from '@loyalty-programs/core';
import { DENIAL_CODES, PRECONDITION_CODES } from '../../wire/codes.js';
import { every, listIn, recordIn } from './values.js';

/** Reads a list of codes of preconditions. */
export const readUnmet = (whole: unknown): UnmetPrecondition[] | undefined => {
  const codes = listIn(whole, 'unmet');
  return codes === undefined
    ? undefined
    : every(codes, (code) => PRECONDITIONS.find((each) => PRECONDITION_CODES[each] === code));
};

export const readReadiness = (json: unknown): Readiness | undefined => {
  const activate = readUnmet(recordIn(json, 'activate'));
  const enablePointsExpiration = readUnmet(recordIn(json, 'enablePointsExpiration'));
  return activate === undefined || enablePointsExpiration === undefined
    ? undefined
    : { activate, enablePointsExpiration };
};

const readOperation = (json: unknown, operation: string): OperationAnswer | undefined => {
  const raw = recordIn(json, operation);
  const reasons = every(listIn(raw, 'reasons') ?? [undefined], (code) =>
    DENIAL_REASONS.find((each) => DENIAL_CODES[each] === code),
  );
  return reasons === undefined || raw['allowed'] !== (reasons.length === 0)
    ? undefined
    : { allowed: reasons.length === 0, reasons };
};

export const readOperations = (json: unknown): OperationAnswers | undefined => {
  const earn = readOperation(json, 'earn');
  const redeem = readOperation(json, 'redeem');
  const join = readOperation(json, 'join');
  const manualGrant = readOperation(json, 'manualGrant');
  const expirePoints = readOperation(json, 'expirePoints');
  return earn && redeem && join && manualGrant && expirePoints
    ? { earn, redeem, join, manualGrant, expirePoints }
    : undefined;
};
