export {
  EVENT_COLUMNS,
  eventOf,
  eventsAsJson,
  eventsInJson,
  PROGRAM_COLUMN_TYPES,
  PROGRAM_COLUMNS,
  programOf,
  programRecord,
  programValues,
} from './program-row.js';
export {
  cursorAt,
  numberIn,
  optionalTextIn,
  positionOf,
  type Row,
  textIn,
  UnreadableRow,
  type Value,
} from './row.js';
export { INSTALLATION_COLUMNS, installationOf, installationValues, siteIdIn } from './installation-row.js';
