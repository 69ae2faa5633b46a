import type { FieldViolation } from '@loyalty-programs/core';
import type { Problem } from '../api/http.js';
import { t } from '../i18n.js';
import type { MessageKey } from '../languages/messages.js';

const PROBLEMS: Readonly<Record<string, MessageKey>> = {
  Unavailable: 'problem.unavailable',
  RepositoryUnavailable: 'problem.unavailable',
  InstallationCheckUnavailable: 'problem.unavailable',
  Unauthenticated: 'problem.signedOut',
  PermissionDenied: 'problem.denied',
  NotFound: 'problem.notFound',
  LoyaltyNotInstalled: 'problem.notInstalled',
  RevisionConflict: 'problem.conflict',
  Conflict: 'problem.conflict',
  TooMuchContention: 'problem.contention',
  OutcomeUnknown: 'problem.outcomeUnknown',
  InvalidInput: 'problem.invalid',
  PreconditionsNotMet: 'problem.preconditions',
  TooLarge: 'problem.tooLarge',
  NoPicture: 'problem.noPicture',
};

/** What went wrong, in words. */
export const explain = ({ type, reason }: Problem): string => {
  if (type === 'Unavailable' && !navigator.onLine) return t('problem.offline');
  const key = PROBLEMS[type];
  if (key !== undefined) return t(key);
  return reason === undefined ? t('problem.refused') : t('problem.refusedBecause', { reason });
};

/** Whether trying again by itself may help. */
export const isPassing = ({ type }: Problem): boolean => PROBLEMS[type] === 'problem.unavailable';

const RULES: Readonly<Record<string, MessageKey>> = {
  REQUIRED_FIELD: 'rule.required',
  MIN_LENGTH: 'rule.minLength',
  MAX_LENGTH: 'rule.maxLength',
  MIN: 'rule.min',
  MAX: 'rule.max',
  TYPE: 'rule.number',
  FORBIDDEN_CHARACTER: 'rule.forbidden',
  INVISIBLE: 'rule.invisible',
};

/** A broken rule, in words. */
export const explainViolation = ({ field, violatedRule, description, data }: FieldViolation): string => {
  if (violatedRule === 'FORMAT' && field.endsWith('.url')) return t('rule.url');
  if (field.endsWith('.locale')) return t('rule.language');
  const key = RULES[violatedRule];
  if (key === undefined) return t('rule.other', { description });
  return t(key, { threshold: Number(data['threshold'] ?? 0), codePoint: String(data['codePoint'] ?? '') });
};
