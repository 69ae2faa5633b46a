import {
  DENIAL_REASONS,
  type OperationAnswer,
  type OperationAnswers,
  PRECONDITIONS,
  type Readiness,
  type UnmetPrecondition,
} from '@loyalty-programs/core';
import { every, listIn, recordIn } from './values.js';

/** The word that stands for one of ours over the wire: `NO_COMPATIBLE_APP` for `NoCompatibleApp`. */
const codeOf = (word: string): string => word.replace(/\B[A-Z]/gu, '_$&').toUpperCase();

/** Reads a list of codes, each of which stands for one of the words. */
const wordsIn = <T extends string>(whole: unknown, key: string, words: readonly T[]): T[] | undefined =>
  every(listIn(whole, key), (code) => words.find((word) => codeOf(word) === code));

/** Reads a list of codes of preconditions. */
export const readUnmet = (whole: unknown): UnmetPrecondition[] | undefined =>
  wordsIn(whole, 'unmet', PRECONDITIONS);

/** Reads what activation and points expiration still lack. */
export const readReadiness = (json: unknown): Readiness | undefined => {
  const activate = readUnmet(recordIn(json, 'activate'));
  const enablePointsExpiration = readUnmet(recordIn(json, 'enablePointsExpiration'));
  return activate && enablePointsExpiration && { activate, enablePointsExpiration };
};

const readOperation = (json: unknown, operation: string): OperationAnswer | undefined => {
  const raw = recordIn(json, operation);
  const reasons = wordsIn(raw, 'reasons', DENIAL_REASONS);
  const allowed = reasons?.length === 0;
  return reasons && raw['allowed'] === allowed ? { allowed, reasons } : undefined;
};

/** Reads what customers and owner may do now. */
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
