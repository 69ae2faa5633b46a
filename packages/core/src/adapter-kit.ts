// For authors of adapters: what a store or a remote client needs beside the ports.
export { saveEach } from './ports/save-each.js';
export { type Change, type ChangeContext, isNothing } from './program/change.js';
export { isCompatibleApp } from './installation/compatible-app.js';
export { type LocaleNameForms, type NameForms, parseCustomNameForms } from './values/custom-name-forms.js';
export { copyOf } from './values/copy.js';
export { customise } from './program/customise.js';
export type { ProgramError } from './program/errors.js';
export { invalidInput } from './program/errors.js';
export {
  VIOLATED_RULES,
  isNonEmpty,
  required,
  tooLong,
  wrongFormat,
  wrongType,
} from './values/field-violation.js';
export { isSameIcon, parseIcon } from './values/icon.js';
export { SITE_ID_PATTERN } from './values/identifiers.js';
export { type InstallationDetails, parseInstallationInput } from './installation/installation-input.js';
export { activate, disablePointsExpiration, enablePointsExpiration, pause } from './program/lifecycle.js';
export { MAX_NAME_LOCALES } from './values/limits.js';
export { untouchedDraft } from './program/loyalty-program.js';
export {
  DENIAL_REASONS,
  MEMBER_OPERATIONS,
  OPERATION_REQUIREMENTS,
  answerOperations,
} from './program/member-operations.js';
export { isSentBackByOfficialClient } from './program/official-client.js';
export { type Branded, type Parsed, type RawRecord, branded, isRecord, ownValue } from './values/parsing.js';
export { PLURAL_CATEGORIES, type PluralCategory } from './values/plural-category.js';
export { type CustomName, DEFAULT_POINT_DEFINITION, parseCustomName } from './program/point-definition.js';
export {
  DEFAULT_EXPIRATION_SETTINGS,
  DEFAULT_POINTS_EXPIRATION,
  POINTS_EXPIRATION_STATUSES,
  parseExpiringPointsPercentage,
  parseMonthsOfInactivity,
} from './program/points-expiration.js';
export {
  type GuardedOperation,
  PRECONDITIONS,
  readinessOf,
  unmetPreconditions,
} from './program/preconditions.js';
export {
  type Customisation,
  type EventMetadata,
  PROGRAM_EVENT_TYPES,
  type ProgramEventPayloads,
} from './program/program-event.js';
export { type ProgramName, parseProgramName } from './program/program-name.js';
export { PROGRAM_STATUSES, STATUS_TRANSITIONS, type StatusTransition } from './program/program-status.js';
export { replay } from './program/replay.js';
export { lengthOf, normaliseText } from './values/text.js';
export { LATEST_TIMESTAMP } from './values/timestamp.js';
export type { SaveError, SaveResult } from './ports/loyalty-program-repository.js';
export { MAX_RETRIES } from './use-cases/change-program.js';
export { DEFAULT_HISTORY_LIMIT, type HistoryRange, parseHistoryRange } from './use-cases/queries.js';
