// The model: what a loyalty program is.
export { COMPATIBLE_APPS, type CompatibleApp } from './installation/compatible-app.js';
export { type CustomNameForms } from './values/custom-name-forms.js';
export { parseUpdateOf } from './program/customise.js';
export type { InvalidInput, PreconditionsNotMet, StatusTransitionNotAllowed } from './program/errors.js';
export { type FieldViolation, type NonEmptyArray, type ViolatedRule } from './values/field-violation.js';
export { type Icon } from './values/icon.js';
export {
  type AccountId,
  type Actor,
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
export { type InstallationInput } from './installation/installation-input.js';
export { LIMITS } from './values/limits.js';
export { type LoyaltyProgram } from './program/loyalty-program.js';
export {
  type DenialReason,
  type MemberOperation,
  type OperationAnswer,
  type OperationAnswers,
} from './program/member-operations.js';
export { type PointDefinition } from './program/point-definition.js';
export {
  type PointsExpiration,
  type PointsExpirationSettings,
  type PointsExpirationStatus,
} from './program/points-expiration.js';
export { type Readiness, type UnmetPrecondition } from './program/preconditions.js';
export { type ProgramEvent, type ProgramEventType } from './program/program-event.js';
export { type ProgramStatus, type StatusOperation } from './program/program-status.js';
export {
  type IconInput,
  type LocaleNameFormsInput,
  type ProgramUpdate,
  type ProgramUpdateInput,
  parseProgramUpdate,
} from './program/program-update.js';
export { type Timestamp } from './values/timestamp.js';

// The ports: what a host supplies.
export type { Clock } from './ports/clock.js';
export type { InstallationCheck, InstallationCheckUnavailable } from './ports/installation-check.js';
export type { InstallationRegistry, InstallationRegistryUnavailable } from './ports/installation-registry.js';
export type {
  LoyaltyProgramRepository,
  Rejected,
  RepositoryUnavailable,
  RevisionConflict,
} from './ports/loyalty-program-repository.js';
export type { FeedPage, InvalidCursor, ProgramEventFeed } from './ports/program-event-feed.js';
export type { SiteDirectory, SitePageQuery } from './ports/site-directory.js';

// The use cases: what a host may ask.
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
