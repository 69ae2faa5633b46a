export {
  grantAsJson,
  grantOf,
  KEY_COLUMNS,
  keyOf,
  keyValues,
  SESSION_COLUMNS,
  sessionOf,
  sessionValues,
} from './access-row.js';
export {
  HELD_SITE_COLUMNS,
  heldSiteOf,
  heldSiteRecord,
  heldSiteValues,
  leaseOf,
  PARTITION_STATE_COLUMNS,
  partitionStateOf,
} from './consumer-row.js';
export {
  EVENT_COLUMNS,
  type EventRecord,
  eventRecords,
  eventsAsJson,
  eventsInJson,
  programEventOf,
  recordedEventOf,
  textOfUnreadable,
  type UnreadableEvent,
} from './event-row.js';
export {
  columnOf,
  type KnownHistory,
  programAt,
  programInJson,
  SNAPSHOT_INTERVAL,
  type SnapshotRecord,
  snapshotsOf,
} from './history.js';
export {
  PROGRAM_COLUMN_TYPES,
  PROGRAM_COLUMNS,
  programOf,
  programRecord,
  programValues,
} from './program-row.js';
export {
  cursorAt,
  INSTALLATION_COLUMNS,
  installationOf,
  installationValues,
  numberIn,
  optionalTextIn,
  positionOf,
  type Row,
  siteIdIn,
  siteSummaryOf,
  textIn,
  UnreadableRow,
  type Value,
} from './row.js';
