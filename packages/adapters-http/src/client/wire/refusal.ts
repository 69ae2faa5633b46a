import {
  type ChangeError,
  type FieldViolation,
  type InvalidInput,
  PROGRAM_STATUSES,
  type PreconditionsNotMet,
  type RawRecord,
  type SiteId,
  type StatusTransitionNotAllowed,
  VIOLATED_RULES,
  invalidInput,
  isNonEmpty,
  isRecord,
} from '@loyalty-programs/core';
import type { CallReply } from '../call.js';
import { readUnmet } from './queries.js';
import { every, listIn, oneOf, recordIn, revisionOf } from './values.js';

/** Everything that an answer can refuse with. */
export type Refusal = InvalidInput | PreconditionsNotMet | StatusTransitionNotAllowed | ChangeError;

/** What the call was about, for what an answer does not repeat. */
export interface Asked {
  /** Absent: the call was about many sites. */
  readonly siteId?: SiteId;
  readonly expectedRevision?: number | undefined;
}

const dataOf = (raw: RawRecord): FieldViolation['data'] => {
  const data: Record<string, string | number | readonly string[]> = {};
  for (const [key, value] of Object.entries(recordIn(raw, 'data'))) {
    if (typeof value === 'string' || typeof value === 'number') data[key] = value;
  }
  return data;
};

const readViolation = (raw: unknown): FieldViolation | undefined => {
  if (!isRecord(raw)) return undefined;
  const { field, description } = raw;
  const violatedRule = oneOf(VIOLATED_RULES, raw['violatedRule']);
  return typeof field === 'string' && typeof description === 'string' && violatedRule !== undefined
    ? { field, description, violatedRule, data: dataOf(raw) }
    : undefined;
};

const readValidationError = (error: RawRecord): Refusal | undefined => {
  const raw = listIn(error, 'fieldViolations') ?? [];
  // The hosted API reports a missing name as a violation of a field that no request has.
  if (raw.some((each) => isRecord(each) && each['field'] === 'programName')) {
    return { type: 'PreconditionsNotMet', unmet: ['NameMissing'] };
  }
  const violations = every(raw, readViolation);
  return violations !== undefined && isNonEmpty(violations) ? invalidInput(violations) : undefined;
};

const readConflict = (data: RawRecord, siteId: SiteId, expectedRevision: number | undefined): Refusal => {
  const actualRevision = revisionOf(data['actualRevision']);
  return {
    type: 'RevisionConflict',
    siteId,
    expectedRevision: expectedRevision ?? revisionOf(data['expectedRevision']) ?? 0,
    ...(actualRevision !== undefined && { actualRevision }),
  };
};

const readUnavailable = (data: RawRecord, retryAfter: number): Refusal => {
  if (data['outcome'] === 'UNKNOWN') return { type: 'OutcomeUnknown' };
  switch (data['unavailable']) {
    case 'REPOSITORY':
      return { type: 'RepositoryUnavailable' };
    case 'INSTALLATION_CHECK':
      return { type: 'InstallationCheckUnavailable' };
    default:
      return { type: 'Unavailable', ...(retryAfter >= 0 && { retryAfter }) };
  }
};

const readTransition = (data: RawRecord): Refusal | undefined => {
  const status = oneOf(PROGRAM_STATUSES, data['status']);
  const operation = oneOf(['activate', 'pause'], data['operation']);
  return status === undefined || operation === undefined
    ? undefined
    : { type: 'StatusTransitionNotAllowed', operation, status };
};

/** Refusals that are about one site. */
const readSiteError = (
  code: unknown,
  data: RawRecord,
  siteId: SiteId,
  expectedRevision: number | undefined,
): Refusal | undefined => {
  switch (code) {
    case 'LOYALTY_NOT_INSTALLED':
      return { type: 'LoyaltyNotInstalled', siteId };
    case 'NO_COMPATIBLE_APP':
    case 'PREMIUM_FEATURE_MISSING': {
      const unmet = readUnmet(data);
      return unmet !== undefined && isNonEmpty(unmet) ? { type: 'PreconditionsNotMet', unmet } : undefined;
    }
    case 'STATUS_TRANSITION_NOT_ALLOWED':
      return readTransition(data);
    case 'INVALID_REVISION':
      return readConflict(data, siteId, expectedRevision);
    case 'ABORTED':
      return { type: 'TooMuchContention', siteId, attempts: Number(data['attempts'] ?? 0) };
    case 'REJECTED':
      return { type: 'Rejected', cause: typeof data['cause'] === 'string' ? data['cause'] : '' };
    default:
      return undefined;
  }
};

/** Reads what an answer refuses with; `undefined` where it is not a refusal that we know. */
export const readRefusal = (reply: CallReply, { siteId, expectedRevision }: Asked): Refusal | undefined => {
  if (reply.status === 401) return { type: 'Unauthenticated' };
  if (reply.status === 403) return { type: 'PermissionDenied' };
  if (reply.status < 400) return undefined;
  const details = recordIn(reply.json, 'details');
  const violations = readValidationError(recordIn(details, 'validationError'));
  if (violations !== undefined) return violations;
  const error = recordIn(details, 'applicationError');
  const data = recordIn(error, 'data');
  if (error['code'] === 'UNAVAILABLE') {
    return readUnavailable(data, Number(reply.header('retry-after') ?? Number.NaN));
  }
  return siteId === undefined ? undefined : readSiteError(error['code'], data, siteId, expectedRevision);
};
