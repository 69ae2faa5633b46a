// The model: what a loyalty program is.
export { COMPATIBLE_APPS, type CompatibleApp } from './installation/compatible-app.js';
export type { InvalidInput, PreconditionsNotMet, StatusTransitionNotAllowed } from './program/errors.js';
export type { FieldViolation } from './values/violations.js';
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
  parseSiteId,
  requestIdOf,
  siteIdOf,
} from './values/identifiers.js';
export { type Installation, type Installed, type PremiumFeatures } from './installation/installation.js';
export type { InstallationInput } from './installation/installation-input.js';
export { FIELDS, type ProgramUpdateInput } from './program/fields.js';
export type {
  LoyaltyProgram,
  PointDefinition,
  PointsExpiration,
  ProgramStatus,
} from './program/loyalty-program.js';
export type { DenialReason, OperationAnswers } from './program/allowed-operations.js';
export type { Readiness, UnmetPrecondition } from './program/preconditions.js';
export type { ProgramEvent, ProgramEventType } from './program/events.js';
export type { RecordedEvent, SiteEventType } from './program/site-events.js';
export { parseProgramUpdate } from './program/update.js';
export type { Timestamp } from './values/timestamp.js';

// The ports: what a host supplies.
export type { Clock } from './ports/clock.js';
export type {
  InstallationCheck,
  InstallationCheckUnavailable,
  InstallationRegistry,
  InstallationRegistryUnavailable,
} from './ports/installations.js';
export type {
  HistoryPruned,
  LoyaltyProgramRepository,
  Rejected,
  RepositoryUnavailable,
  RevisionConflict,
} from './ports/loyalty-program-repository.js';
export type { ProgramEventFeed } from './ports/program-event-feed.js';

// The use cases: what a host calls.
export { type Loyalty, type LoyaltyPorts, createLoyalty } from './use-cases/create-loyalty.js';
export { type LoyaltyError, describeError } from './use-cases/describe-error.js';
export type {
  BulkGetOptions,
  CallError,
  CallOptions,
  Cancelled,
  ChangeError,
  ChangeOptions,
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
export type { Installations } from './use-cases/installations.js';
