import type {
  ChangeError,
  FieldViolation,
  HistoryPruned,
  InvalidInput,
  PreconditionsNotMet,
  RemoteError,
  StatusTransitionNotAllowed,
  Unavailable,
} from '@loyalty-programs/core';
import {
  PRECONDITIONS,
  PROGRAM_STATUSES,
  type RawRecord,
  VIOLATED_RULES,
  type ViolatedRule,
  invalidInput,
  isNonEmpty,
  isRecord,
} from '@loyalty-programs/core/adapter-kit';
import type { ApiCall, CallReply } from '../call.js';
import { readUnmet, wordFor } from './program.js';
import {
  detailIn,
  every,
  isCode,
  listIn,
  oneOf,
  orElse,
  record,
  recordIn,
  text,
  valueIn,
  wholeNumberOf,
} from './values.js';

/** Everything that an answer can refuse with. */
export type Refusal =
  InvalidInput | PreconditionsNotMet | StatusTransitionNotAllowed | HistoryPruned | ChangeError | RemoteError;

/** An entry of a violation's data. Lists are ignored: no rule has any. */
const isPrinted = (entry: [string, unknown]): entry is [string, string | number] =>
  typeof entry[1] === 'string' || typeof entry[1] === 'number';

/** An unknown rule, from the hosted API or a later version, counts as one of the field's format. */
const readRule = (raw: unknown): ViolatedRule => oneOf(VIOLATED_RULES)(raw) ?? 'FORMAT';

/** The body of an update holds the program under a name; violations name fields of the program itself. */
const readPath = (raw: unknown): string | undefined => text(raw)?.replace(/^loyaltyProgram(?:\.|$)/u, '');

const readViolation = record<FieldViolation>({
  field: readPath,
  description: orElse('', text),
  violatedRule: readRule,
  data: (raw) => Object.fromEntries(Object.entries(isRecord(raw) ? raw : {}).filter(isPrinted)),
});

const readValidationError = (error: RawRecord): Refusal | undefined => {
  const violations = every(listIn(error, 'fieldViolations'), readViolation) ?? [];
  // The hosted API reports a missing name as a violation of a field that no request has.
  return violations.some(({ field }) => field === 'programName')
    ? { type: 'PreconditionsNotMet', unmet: ['NameMissing'] }
    : isNonEmpty(violations)
      ? invalidInput(violations)
      : undefined;
};

/** The service is unavailable. */
export const unavailable = ({ retryAfter }: CallReply): Unavailable => ({
  type: 'Unavailable',
  ...(retryAfter !== undefined && { retryAfter }),
});

const UNAVAILABLE_PORTS = ['RepositoryUnavailable', 'InstallationCheckUnavailable'] as const;

const readUnavailable = (data: RawRecord, reply: CallReply): Refusal => {
  if (data['outcome'] === 'UNKNOWN') return { type: 'OutcomeUnknown' };
  const type = wordFor(UNAVAILABLE_PORTS, `${String(data['unavailable'])}_UNAVAILABLE`);
  return type === undefined ? unavailable(reply) : { type };
};

const readTransition = record<Pick<StatusTransitionNotAllowed, 'operation' | 'status'>>({
  operation: oneOf(['activate', 'pause']),
  status: oneOf(PROGRAM_STATUSES),
});

/** Refusals that are about one site. */
const readSiteError = (
  code: unknown,
  data: RawRecord,
  { siteId, expectedRevision, method }: ApiCall,
): Refusal | undefined => {
  if (siteId === undefined) return undefined;
  if (code === 'INVALID_REVISION' && expectedRevision !== undefined) {
    const actualRevision = wholeNumberOf(data['actualRevision']);
    return {
      type: 'RevisionConflict',
      siteId,
      expectedRevision,
      ...(actualRevision !== undefined && { actualRevision }),
    };
  }
  if (code === 'ABORTED') {
    return { type: 'TooMuchContention', siteId, attempts: wholeNumberOf(String(data['attempts'])) ?? 0 };
  }
  if (code === 'HISTORY_PRUNED') {
    const prunedRevision = wholeNumberOf(data['prunedRevision']);
    return prunedRevision === undefined ? undefined : { type: 'HistoryPruned', siteId, prunedRevision };
  }
  const type = wordFor(['StatusTransitionNotAllowed', ...PRECONDITIONS], code);
  if (type === 'LoyaltyNotInstalled') return { type, siteId };
  if (type === 'StatusTransitionNotAllowed') {
    const transition = readTransition(data);
    return transition && { type, ...transition };
  }
  if (type !== undefined) {
    // The hosted API reports only one, by its code.
    const unmet = readUnmet(data) ?? [];
    return { type: 'PreconditionsNotMet', unmet: isNonEmpty(unmet) ? unmet : [type] };
  }
  // The service refused the change by a rule of its own.
  if (method === 'GET' || !isCode(code)) return undefined;
  const { cause } = data;
  return { type: 'Rejected', cause: code === 'REJECTED' && typeof cause === 'string' ? cause : code };
};

/** Reads the refusal in an answer; `undefined` if it is not a known one. */
export const readRefusal = (reply: CallReply, call: ApiCall): Refusal | undefined => {
  const { status, json } = reply;
  if (status < 400) return undefined;
  if (status === 401) return { type: 'Unauthenticated' };
  if (status === 403) return { type: 'PermissionDenied' };
  const error = detailIn(json, 'applicationError');
  const data = recordIn(error, 'data');
  if (error['code'] === 'UNAVAILABLE') return readUnavailable(data, reply);
  // A failing service says nothing about the call itself.
  if (status === 429 || status >= 500) return undefined;
  return readValidationError(detailIn(json, 'validationError')) ?? readSiteError(error['code'], data, call);
};

/** The longest description that is passed on, in characters. */
const MAX_DESCRIPTION = 1000;

/** The refusal with the service's own description, if it gives one. */
export const withDescription = (refusal: Refusal, { json }: CallReply): Refusal => {
  const value = text(valueIn(json, 'message'))?.slice(0, MAX_DESCRIPTION);
  return Object.defineProperty(refusal, 'description', { value });
};

/** The reason of a failure, for logs. */
export const reasonOf = (refusal: Refusal): string => {
  const cause = 'cause' in refusal ? refusal.cause : undefined;
  return typeof cause === 'string' ? `${refusal.type}, ${cause}` : refusal.type;
};
