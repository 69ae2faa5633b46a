import type { FieldViolation, RevisionConflict, UnmetPrecondition } from '@loyalty-programs/core';
import { type NonEmptyArray, isNonEmpty, wrongFormat } from '@loyalty-programs/core/adapter-kit';
import type { ApiError } from './errors.js';
import { type HttpResponse, jsonResponse } from './http-message.js';
import { MAX_BODY_BYTES } from './request.js';
import { PRECONDITION_CODES } from './wire.js';

/** Seconds until a caller may retry. */
const RETRY_AFTER = '1';

type ErrorData = Readonly<Record<string, string | number | readonly string[]>>;

const applicationError = (
  status: number,
  code: string,
  description: string,
  data: ErrorData = {},
  headers: Readonly<Record<string, string>> = {},
): HttpResponse =>
  jsonResponse(
    status,
    { message: description, details: { applicationError: { code, description, data } } },
    headers,
  );

/** How many violations an answer lists. */
const MAX_VIOLATIONS = 100;

const validationError = (violations: NonEmptyArray<FieldViolation>): HttpResponse => {
  const listed = violations.slice(0, MAX_VIOLATIONS);
  return jsonResponse(400, {
    message: listed.map(({ field, description }) => `"${field}" ${description}`).join('; '),
    details: { validationError: { fieldViolations: listed } },
  });
};

const DESCRIPTIONS = {
  LoyaltyNotInstalled: 'The loyalty app is not installed on the site',
  NoCompatibleApp: 'The site has none of the apps that a loyalty program works with',
  NameMissing: 'The program has no name',
  PremiumFeatureMissing: "The site's plan does not have this premium feature",
} as const satisfies Record<UnmetPrecondition, string>;

/** The hosted API reports a missing name as a violation of a field that no request has. */
const NAME_MISSING: FieldViolation = {
  field: 'programName',
  description: 'must be set before the program can become active',
  violatedRule: 'REQUIRED_FIELD',
  data: {},
};

const preconditionsNotMet = (unmet: NonEmptyArray<UnmetPrecondition>): HttpResponse => {
  const [first, ...others] = unmet;
  if (first === 'NameMissing' && !isNonEmpty(others)) return validationError([NAME_MISSING]);
  return applicationError(428, PRECONDITION_CODES[first], DESCRIPTIONS[first], {
    unmet: unmet.map((precondition) => PRECONDITION_CODES[precondition]),
  });
};

const invalidRevision = (status: 409 | 412, conflict: RevisionConflict): HttpResponse =>
  applicationError(status, 'INVALID_REVISION', 'The program is at another revision than the one expected', {
    ...(conflict.expectedRevision >= 0 && { expectedRevision: String(conflict.expectedRevision) }),
    ...(conflict.actualRevision !== undefined && { actualRevision: String(conflict.actualRevision) }),
  });

const unavailable = (what: string, data: ErrorData, retryAfter = RETRY_AFTER): HttpResponse =>
  applicationError(503, 'UNAVAILABLE', `${what}; try again later`, data, { 'retry-after': retryAfter });

const OUTCOME_UNKNOWN = { outcome: 'UNKNOWN' } as const;

const permissionDenied = (description: string): HttpResponse =>
  applicationError(403, 'PERMISSION_DENIED', description);

/** The one place where an error becomes a status, a code and a text. Nothing of the inside leaks. */
export const errorResponse = (error: ApiError): HttpResponse => {
  switch (error.type) {
    case 'InvalidInput':
      return validationError(error.violations);
    case 'Unauthenticated':
      return applicationError(
        401,
        'UNAUTHENTICATED',
        'The Authorization header has no valid key',
        {},
        {
          'www-authenticate': 'Key realm="loyalty-programs"',
        },
      );
    case 'PermissionDenied':
    case 'NotOwner':
      return permissionDenied('Not permitted, or not on this site');
    case 'SiteMissing':
      return permissionDenied('The header wix-site-id, which names the site, is missing');
    case 'NotFound':
      return applicationError(404, 'NOT_FOUND', 'There is nothing here');
    case 'MethodNotAllowed': {
      const allow = error.allowed.join(', ');
      return applicationError(405, 'METHOD_NOT_ALLOWED', `Allowed here: ${allow}`, {}, { allow });
    }
    case 'RequestAborted':
      return validationError([wrongFormat('body', 'complete')]);
    case 'PayloadTooLarge':
      return applicationError(413, 'PAYLOAD_TOO_LARGE', 'The body is too large', {
        limitInBytes: MAX_BODY_BYTES,
      });
    case 'HeadersTooLarge':
      return applicationError(431, 'HEADERS_TOO_LARGE', 'The request has too many headers');
    case 'RateLimited':
      return applicationError(
        429,
        'RESOURCE_EXHAUSTED',
        'Too many wrong keys came from this address; try again later',
        {},
        { 'retry-after': String(error.retryAfter) },
      );
    case 'UnsupportedMediaType':
      return applicationError(415, 'UNSUPPORTED_MEDIA_TYPE', 'The body must be application/json in UTF-8', {
        expected: 'application/json',
      });
    case 'LoyaltyNotInstalled':
      return preconditionsNotMet(['LoyaltyNotInstalled']);
    case 'PreconditionsNotMet':
      return preconditionsNotMet(error.unmet);
    case 'StatusTransitionNotAllowed':
      return applicationError(
        428,
        'STATUS_TRANSITION_NOT_ALLOWED',
        `A program that is ${error.status} has no way to ${error.operation}`,
        { status: error.status, operation: error.operation },
      );
    case 'KeyNameTaken':
      return applicationError(409, 'ALREADY_EXISTS', 'There is a key with this name');
    case 'RevisionConflict':
      return invalidRevision(409, error);
    case 'IfMatchFailed':
      return invalidRevision(412, error.conflict);
    case 'HistoryPruned':
      return applicationError(410, 'HISTORY_PRUNED', 'The events up to this revision are not kept any more', {
        prunedRevision: String(error.prunedRevision),
      });
    case 'TooMuchContention':
      return applicationError(409, 'ABORTED', 'Others changed the program at the same time; try again', {
        attempts: error.attempts,
      });
    case 'Rejected':
      return applicationError(428, 'REJECTED', 'The system that keeps the program refused the change', {
        cause: error.cause,
      });
    case 'RepositoryUnavailable':
      return unavailable('The store of the programs does not answer', { unavailable: 'REPOSITORY' });
    case 'OutcomeUnknown':
      return unavailable('The store of the programs did not confirm the change', {
        unavailable: 'REPOSITORY',
        ...OUTCOME_UNKNOWN,
      });
    case 'InstallationCheckUnavailable':
      return unavailable('It could not be found out what is installed on the site', {
        unavailable: 'INSTALLATION_CHECK',
      });
    case 'InstallationRegistryUnavailable':
      return unavailable('The registry of the installations did not confirm the change', {
        unavailable: 'INSTALLATION_REGISTRY',
        ...(error.notDone !== true && OUTCOME_UNKNOWN),
      });
    case 'Unavailable':
      return unavailable(
        'Another service does not answer',
        { unavailable: 'SERVICE' },
        error.retryAfter === undefined ? undefined : String(error.retryAfter),
      );
    case 'Cancelled':
      return unavailable('The call was cancelled', { unavailable: 'SERVICE' });
    case 'Internal':
      return applicationError(500, 'INTERNAL', 'Something went wrong here');
  }
};
