// The model: what a loyalty program is.
export { type Change, type ChangeContext, isNothing } from './program/change.js';
export { COMPATIBLE_APPS, type CompatibleApp, isCompatibleApp } from './installation/compatible-app.js';
export {
  type CustomNameForms,
  type LocaleNameForms,
  type NameForms,
  parseCustomNameForms,
} from './values/custom-name-forms.js';
export { copyOf } from './values/copy.js';
export { customise, parseUpdateOf } from './program/customise.js';
export type {
  InvalidInput,
  PreconditionsNotMet,
  ProgramError,
  StatusTransitionNotAllowed,
} from './program/errors.js';
export { invalidInput } from './program/errors.js';
export {
  type FieldViolation,
  type NonEmptyArray,
  VIOLATED_RULES,
  type ViolatedRule,
  isNonEmpty,
  required,
  tooLong,
  wrongFormat,
  wrongType,
} from './values/field-violation.js';
export { type Icon, isSameIcon, parseIcon } from './values/icon.js';
export {
  type AccountId,
  type Actor,
  SITE_ID_PATTERN,
  type SiteId,
  accountIdOf,
  actorOf,
  parseAccountId,
  parseActor,
  parseSiteId,
  siteIdOf,
} from './values/identifiers.js';
export {
  type Installation,
  type Installed,
  NOT_INSTALLED,
  NO_PREMIUM_FEATURES,
  type NotInstalled,
  type PremiumFeatures,
} from './installation/installation.js';
export {
  type InstallationDetails,
  type InstallationInput,
  parseInstallationInput,
} from './installation/installation-input.js';
export { activate, disablePointsExpiration, enablePointsExpiration, pause } from './program/lifecycle.js';
export { LIMITS, MAX_NAME_LOCALES } from './values/limits.js';
export { type LoyaltyProgram, untouchedDraft } from './program/loyalty-program.js';
export {
  DENIAL_REASONS,
  type DenialReason,
  MEMBER_OPERATIONS,
  type MemberOperation,
  OPERATION_REQUIREMENTS,
  type OperationAnswer,
  type OperationAnswers,
  answerOperations,
} from './program/member-operations.js';
export { isSentBackByOfficialClient } from './program/official-client.js';
export { type Branded, type Parsed, type RawRecord, branded, isRecord, ownValue } from './values/parsing.js';
export { PLURAL_CATEGORIES, type PluralCategory } from './values/plural-category.js';
export {
  type CustomName,
  DEFAULT_POINT_DEFINITION,
  type PointDefinition,
  parseCustomName,
} from './program/point-definition.js';
export {
  DEFAULT_EXPIRATION_SETTINGS,
  DEFAULT_POINTS_EXPIRATION,
  POINTS_EXPIRATION_STATUSES,
  type PointsExpiration,
  type PointsExpirationSettings,
  type PointsExpirationStatus,
  parseExpiringPointsPercentage,
  parseMonthsOfInactivity,
} from './program/points-expiration.js';
export {
  type GuardedOperation,
  PRECONDITIONS,
  type Readiness,
  type UnmetPrecondition,
  readinessOf,
  unmetPreconditions,
} from './program/preconditions.js';
export {
  type Customisation,
  type EventMetadata,
  PROGRAM_EVENT_TYPES,
  type ProgramEvent,
  type ProgramEventPayloads,
  type ProgramEventType,
} from './program/program-event.js';
export { type ProgramName, parseProgramName } from './program/program-name.js';
export {
  PROGRAM_STATUSES,
  type ProgramStatus,
  STATUS_TRANSITIONS,
  type StatusOperation,
  type StatusTransition,
} from './program/program-status.js';
export {
  type IconInput,
  type LocaleNameFormsInput,
  type ProgramUpdate,
  type ProgramUpdateInput,
  parseProgramUpdate,
} from './program/program-update.js';
export { replay } from './program/replay.js';
export { lengthOf, normaliseText } from './values/text.js';
export { LATEST_TIMESTAMP, type Timestamp } from './values/timestamp.js';

// The ports: what a host supplies.
export type { Clock } from './ports/clock.js';
export type { InstallationCheck, InstallationCheckUnavailable } from './ports/installation-check.js';
export type { InstallationRegistry, InstallationRegistryUnavailable } from './ports/installation-registry.js';
export type {
  LoyaltyProgramRepository,
  Rejected,
  RepositoryUnavailable,
  RevisionConflict,
  SaveError,
  SaveResult,
} from './ports/loyalty-program-repository.js';
export type { FeedPage, InvalidCursor, ProgramEventFeed } from './ports/program-event-feed.js';
export type { SiteDirectory, SitePageQuery } from './ports/site-directory.js';

// The use cases: what a host may ask.
export { MAX_RETRIES } from './use-cases/change-program.js';
export {
  type Loyalty,
  type LoyaltyPorts,
  type LoyaltyProgramsPorts,
  createLoyalty,
} from './use-cases/create-loyalty.js';
export { type LoyaltyError, describeError } from './use-cases/describe-error.js';
export type {
  CallError,
  Cancelled,
  ChangeError,
  LoyaltyNotInstalled,
  OutcomeUnknown,
  PermissionDenied,
  QueryError,
  RemoteError,
  TooMuchContention,
  Unauthenticated,
  Unavailable,
} from './use-cases/errors.js';
export { DEFAULT_HISTORY_LIMIT, type HistoryRange, parseHistoryRange } from './use-cases/queries.js';
export type { Installations, UninstallOptions } from './use-cases/installations.js';
export type {
  AbortSignalLike,
  BulkGetOptions,
  CallOptions,
  ChangeOptions,
  HistoryOptions,
  LoyaltyProgramView,
  LoyaltyPrograms,
  Unvalidated,
} from './use-cases/loyalty-programs.js';
