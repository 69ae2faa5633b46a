// For authors of adapters: what a store or a remote client needs beside the ports.

// Values.
export { clone } from './values/clone.js';
export { ICON_LIMITS } from './values/icon.js';
export {
  ACCOUNT_ID_LENGTH,
  ACTOR_LENGTH,
  REQUEST_ID_LENGTH,
  SITE_ID_LENGTH,
  SITE_ID_PATTERN,
  storedAccountId,
  storedActor,
  storedRequestId,
  storedSiteId,
} from './values/identifiers.js';
export {
  type Kind,
  type LimitedKind,
  type Part,
  type Property,
  type Schema,
  hasShape,
  isEqual,
} from './values/kinds.js';
export { LOCALE_LENGTH, MAX_LOCALES } from './values/locale.js';
export { NAME_FORM_LENGTH, PLURAL_CATEGORIES } from './values/name-forms.js';
export { type Branded, type Parsed, type RawRecord, isRecord, ownValue } from './values/parsing.js';
export { lengthOf, normaliseText } from './values/text.js';
export { LATEST_TIMESTAMP } from './values/timestamp.js';
export {
  VIOLATED_RULES,
  isNonEmpty,
  required,
  tooLong,
  wrongFormat,
  wrongType,
} from './values/violations.js';

// Installations.
export { isCompatibleApp } from './installation/compatible-app.js';
export { isOwned } from './ports/installations.js';
export { type InstallationDetails, parseInstallationInput } from './installation/installation-input.js';

// The program: its fields, and how formats read them.
export {
  FIELD_DESCRIPTIONS,
  FIELD_LIST,
  type Field,
  type Reported,
  type UpdateEventType,
  untouchedDraft,
  valueOf,
} from './program/fields.js';
export { POINTS_EXPIRATION_STATUSES, PROGRAM_STATUSES } from './program/loyalty-program.js';
export { type ProgramMetadata, programFrom } from './program/codec.js';
export {
  type EventMetadata,
  PROGRAM_EVENT_TYPES,
  type ProgramEventBody,
  type ProgramEventPayloads,
  type ReadValue,
  byRules,
  byShape,
  readEventBody,
  replay,
  setValue,
} from './program/events.js';
export {
  INSTALLATION_EVENT_TYPES,
  SITE_EVENT_TYPES,
  type SiteEventBody,
  installationEventBody,
  isProgramEvent,
  readSiteEventBody,
} from './program/site-events.js';
export { brokenInvariants } from './program/invariants.js';
export { type InvalidHistory, rehydrate } from './program/rehydrate.js';
export { type IgnoredField, ignoredFields } from './program/unknown-fields.js';

// Its operations.
export { type Change, type ChangeContext, isNoChange } from './program/change.js';
export { type Described, MAX_VIOLATIONS, type ProgramError, invalidInput } from './program/errors.js';
export { update } from './program/update.js';
export { activate, disablePointsExpiration, enablePointsExpiration, pause } from './program/lifecycle.js';
export { STATUS_TRANSITIONS, type StatusTransition } from './program/status-transitions.js';
export {
  type GuardedOperation,
  PRECONDITIONS,
  readinessOf,
  unmetPreconditions,
} from './program/preconditions.js';
export {
  DENIAL_REASONS,
  MEMBER_OPERATIONS,
  OPERATION_REQUIREMENTS,
  allowedOperations,
} from './program/allowed-operations.js';

// Ports and use cases.
export { FeedSignals } from './ports/program-event-feed.js';
export type {
  Assignment,
  ConsumerState,
  ConsumerStore,
  HeldSite,
  Lease,
  LeaseLost,
  ParkedSiteDecision,
  PartitionState,
  Progress,
  RenewRequest,
  SiteNotParked,
  StepFailed,
  TransactionalConsumerStore,
} from './ports/consumer-store.js';
export { saveEach, type SaveError, type SaveResult } from './ports/loyalty-program-repository.js';
export {
  compareCodePoints,
  type IdPosition,
  MAX_SEARCHED_SITES,
  nameKeyOf,
  type NamePosition,
  searchSites,
  type SiteIndexes,
  storedProgramName,
} from './ports/site-search.js';
export { MAX_RETRIES } from './use-cases/change-program.js';
export { rawInput, settle } from './use-cases/contain-ports.js';
export {
  DEFAULT_HISTORY_LIMIT,
  HISTORY_LIMIT,
  type HistoryRange,
  REVISION,
  parseHistoryRange,
} from './use-cases/create-loyalty-programs.js';

// Parts of public signatures that a host rarely names.
export {
  type CustomNameForms,
  type LocaleNameForms,
  type LocaleNameFormsInput,
  type NameForms,
  type PluralCategory,
} from './values/name-forms.js';
export type { LocaleName, NameTranslations } from './values/name-translations.js';
export type { NonEmptyArray } from './values/violations.js';
export { parseRequestId } from './values/identifiers.js';
export { NOT_INSTALLED, NO_PREMIUM_FEATURES, type NotInstalled } from './installation/installation.js';
export { type ProgramUpdate } from './program/fields.js';
export type { CustomName, PointsExpirationStatus, ProgramName } from './program/loyalty-program.js';
export type { MemberOperation, OperationAnswer } from './program/allowed-operations.js';
export type {
  InstallationChanged,
  InstallationEvent,
  LoyaltyInstalled,
  LoyaltyUninstalled,
  ProgramErased,
} from './program/site-events.js';
export type { StatusOperation } from './program/status-transitions.js';
export { type Strictness } from './program/update.js';
export type { NotOwner, OwnerCondition } from './ports/installations.js';
export type { HistoryPoint } from './ports/loyalty-program-repository.js';
export type {
  EventRetention,
  FeedPage,
  FeedPosition,
  FeedSignal,
  InvalidCursor,
  PruneOptions,
} from './ports/program-event-feed.js';
export type { SiteDirectory, SitePageQuery } from './ports/site-directory.js';
export type { SiteSearch } from './ports/site-search.js';
export { type LoyaltyProgramsPorts } from './use-cases/create-loyalty.js';
export type { AbortSignalLike, Attribution, EraseOptions } from './use-cases/loyalty-programs.js';
export type { InstallOptions, UninstallOptions } from './use-cases/installations.js';
export type { ViolatedRule } from './values/violations.js';
export type { SiteEvent } from './program/site-events.js';
export type { SiteSearchPage, SiteSummary } from './ports/site-search.js';
