export { EVENT_COLUMNS, eventOf, eventsAsJson, eventsInJson } from './event-row.js';
export { cursorAt, positionOf } from './feed-position.js';
export { INSTALLATION_COLUMNS, installationOf, installationValues, siteIdIn } from './installation-row.js';
export {
  PROGRAM_COLUMNS,
  PROGRAM_COLUMN_TYPES,
  programOf,
  programRecord,
  programValues,
} from './program-row.js';
export { type Row, UnreadableRow, type Value, numberIn, optionalTextIn, textIn } from './row.js';
