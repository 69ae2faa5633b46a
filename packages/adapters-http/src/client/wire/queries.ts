import type { OperationAnswer, OperationAnswers, Readiness, UnmetPrecondition } from '@loyalty-programs/core';
import { DENIAL_REASONS, PRECONDITIONS } from '@loyalty-programs/core/adapter-kit';
import { every, listIn, record, valueIn } from './values.js';

/** The word that stands for one of ours over the wire: `NO_COMPATIBLE_APP` for `NoCompatibleApp`. */
const codeOf = (word: string): string => word.replace(/\B[A-Z]/gu, '_$&').toUpperCase();

/** The word that a code stands for. */
export const wordFor = <T extends string>(words: readonly T[], code: unknown): T | undefined =>
  words.find((word) => codeOf(word) === code);

/** Reads a list of codes, each of which stands for one of the words. */
const wordsIn = <T extends string>(whole: unknown, key: string, words: readonly T[]): T[] | undefined =>
  every(listIn(whole, key), (code) => wordFor(words, code));

/** Reads a list of codes of preconditions. */
export const readUnmet = (whole: unknown): UnmetPrecondition[] | undefined =>
  wordsIn(whole, 'unmet', PRECONDITIONS);

/** Reads what activation and points expiration still lack. */
export const readReadiness = record<Readiness>({ activate: readUnmet, enablePointsExpiration: readUnmet });

const readAnswer = (raw: unknown): OperationAnswer | undefined => {
  const reasons = wordsIn(raw, 'reasons', DENIAL_REASONS);
  const allowed = reasons?.length === 0;
  return reasons && valueIn(raw, 'allowed') === allowed ? { allowed, reasons } : undefined;
};

/** Reads what customers and owner may do now. */
export const readOperations = record<OperationAnswers>({
  earn: readAnswer,
  redeem: readAnswer,
  join: readAnswer,
  manualGrant: readAnswer,
  expirePoints: readAnswer,
});
