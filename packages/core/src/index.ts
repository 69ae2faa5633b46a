// The model: what a loyalty program is.
export { COMPATIBLE_APPS, type CompatibleApp } from './installation/compatible-app.js';
export {
  type CustomNameForms,
  type LocaleNameForms,
  type LocaleNameFormsInput,
  type NameForms,
  type PluralCategory,
} from './values/name-forms.js';
export type { LocaleName, NameTranslations } from './values/name-translations.js';
export type { InvalidInput, PreconditionsNotMet, StatusTransitionNotAllowed } from './program/errors.js';
export type { FieldViolation, NonEmptyArray, ViolatedRule } from './values/violations.js';
export type { Icon, IconInput } from './values/icon.js';
export {
  type AccountId,
  type Actor,
  type RequestId,
  type SiteId,
  accountIdOf,
  actorOf,
  parseAccountId,
  parseActor,
  parseRequestId,
  parseSiteId,
  requestIdOf,
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
export type { InstallationInput } from './installation/installation-input.js';
export { FIELDS, type ProgramUpdate, type ProgramUpdateInput } from './program/fields.js';
export type {
  CustomName,
  LoyaltyProgram,
  PointDefinition,
  PointsExpiration,
  PointsExpirationStatus,
  ProgramName,
  ProgramStatus,
} from './program/loyalty-program.js';
export type {
  DenialReason,
  MemberOperation,
  OperationAnswer,
  OperationAnswers,
} from './program/allowed-operations.js';
export type { Readiness, UnmetPrecondition } from './program/preconditions.js';
export type { ProgramEvent, ProgramEventType } from './program/events.js';
export type {
  InstallationChanged,
  InstallationEvent,
  LoyaltyInstalled,
  LoyaltyUninstalled,
  ProgramErased,
  RecordedEvent,
  SiteEvent,
  SiteEventType,
} from './program/site-events.js';
export type { StatusOperation } from './program/status-transitions.js';
export { type Strictness, parseProgramUpdate } from './program/update.js';
export type { Timestamp } from './values/timestamp.js';

// The ports: what a host supplies.
export type { Clock } from './ports/clock.js';
export type {
  InstallationCheck,
  InstallationCheckUnavailable,
  InstallationRegistry,
  InstallationRegistryUnavailable,
  NotOwner,
  OwnerCondition,
} from './ports/installations.js';
export type {
  HistoryPoint,
  HistoryPruned,
  LoyaltyProgramRepository,
  Rejected,
  RepositoryUnavailable,
  RevisionConflict,
} from './ports/loyalty-program-repository.js';
export type {
  EventRetention,
  FeedPage,
  FeedPosition,
  FeedSignal,
  InvalidCursor,
  ProgramEventFeed,
  PruneOptions,
} from './ports/program-event-feed.js';
export type { SiteDirectory, SitePageQuery } from './ports/site-directory.js';
export type { SiteSearch, SiteSearchPage, SiteSummary } from './ports/site-search.js';

// The use cases: what a host calls.
export {
  type Loyalty,
  type LoyaltyPorts,
  type LoyaltyProgramsPorts,
  createLoyalty,
} from './use-cases/create-loyalty.js';
export { type LoyaltyError, describeError } from './use-cases/describe-error.js';
export type {
  AbortSignalLike,
  Attribution,
  BulkGetOptions,
  CallError,
  CallOptions,
  Cancelled,
  ChangeError,
  ChangeOptions,
  EraseOptions,
  HistoryOptions,
  LoyaltyNotInstalled,
  LoyaltyPrograms,
  LoyaltyProgramView,
  OutcomeUnknown,
  PermissionDenied,
  QueryError,
  RemoteError,
  TooMuchContention,
  Unauthenticated,
  Unavailable,
  UpdateOptions,
  Unvalidated,
} from './use-cases/loyalty-programs.js';
export type { InstallOptions, Installations, UninstallOptions } from './use-cases/installations.js';
