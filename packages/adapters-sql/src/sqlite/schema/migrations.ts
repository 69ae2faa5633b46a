import { ACCESS_TABLES } from './access-tables.js';
import { CONSUMER_TABLES } from './consumer-tables.js';

/**
 * The steps from an empty database to the tables of this version. A step that was released is never changed:
 * what comes later is a step of its own. Steps only add, so that instances of the version before go on working
 * while a new one starts.
 */
export const MIGRATIONS: readonly string[] = [
  `
-- A row of revision 0 is a site without a program: it counts the events of the site.
CREATE TABLE loyalty_programs (
  site_id TEXT PRIMARY KEY
    CONSTRAINT loyalty_programs_site_id CHECK (length(site_id) BETWEEN 1 AND 64 AND site_id NOT GLOB '*[^A-Za-z0-9._:-]*'),
  revision INTEGER NOT NULL
    CONSTRAINT loyalty_programs_revision CHECK (revision BETWEEN 0 AND 9007199254740991),
  name TEXT
    CONSTRAINT loyalty_programs_name CHECK (length(name) BETWEEN 2 AND 50 AND name NOT GLOB '*[\u0001-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]*'),
  name_translations TEXT
    CONSTRAINT loyalty_programs_name_translations CHECK (json_type(name_translations) = 'array' AND json_array_length(name_translations) BETWEEN 1 AND 20),
  custom_name TEXT
    CONSTRAINT loyalty_programs_custom_name CHECK (length(custom_name) BETWEEN 1 AND 20 AND custom_name NOT GLOB '*[\u0001-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]*'),
  custom_name_forms TEXT
    CONSTRAINT loyalty_programs_custom_name_forms CHECK (json_type(custom_name_forms) = 'array' AND json_array_length(custom_name_forms) BETWEEN 1 AND 20),
  icon TEXT
    CONSTRAINT loyalty_programs_icon CHECK (icon IS NULL OR (
      json_type(icon) = 'object'
      AND coalesce(length(icon ->> 'url'), 0) BETWEEN 1 AND 2048
      AND coalesce(length(icon ->> 'id'), 1) BETWEEN 1 AND 255
      AND coalesce(length(icon ->> 'altText'), 1) BETWEEN 1 AND 255
      AND coalesce(length(icon ->> 'filename'), 1) BETWEEN 1 AND 255
      AND coalesce(icon ->> 'width', 0) BETWEEN 0 AND 100000
      AND coalesce(icon ->> 'height', 0) BETWEEN 0 AND 100000
      AND (icon ->> 'id' IS NULL OR (icon ->> 'width' IS NOT NULL AND icon ->> 'height' IS NOT NULL))
    )),
  status TEXT NOT NULL
    CONSTRAINT loyalty_programs_status CHECK (status IN ('DRAFT', 'ACTIVE', 'PAUSED')),
  points_expiration_status TEXT NOT NULL
    CONSTRAINT loyalty_programs_points_expiration_status CHECK (points_expiration_status IN ('DISABLED', 'ENABLED')),
  months_of_inactivity INTEGER NOT NULL
    CONSTRAINT loyalty_programs_months_of_inactivity CHECK (months_of_inactivity BETWEEN 1 AND 12),
  expiring_points_percentage INTEGER NOT NULL
    CONSTRAINT loyalty_programs_expiring_points_percentage CHECK (expiring_points_percentage BETWEEN 1 AND 100),
  created_date INTEGER NOT NULL,
  updated_date INTEGER NOT NULL
    CONSTRAINT loyalty_programs_updated_date CHECK (updated_date BETWEEN created_date AND 253402300799999),
  last_sequence INTEGER NOT NULL
    CONSTRAINT loyalty_programs_last_sequence CHECK (last_sequence BETWEEN 0 AND 9007199254740991),
  pruned_revision INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT loyalty_programs_forms_of_a_name CHECK (custom_name_forms IS NULL OR custom_name IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE loyalty_program_events (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  site_id TEXT NOT NULL,
  sequence INTEGER NOT NULL
    CONSTRAINT loyalty_program_events_sequence CHECK (sequence BETWEEN 1 AND 9007199254740991),
  revision INTEGER
    CONSTRAINT loyalty_program_events_revision CHECK (revision BETWEEN 1 AND 9007199254740991),
  ordinal INTEGER
    CONSTRAINT loyalty_program_events_ordinal CHECK (ordinal >= 0),
  type TEXT NOT NULL
    CONSTRAINT loyalty_program_events_type CHECK (type IN ('ProgramUpdated', 'ProgramActivated', 'ProgramPaused', 'PointsExpirationEnabled', 'PointsExpirationDisabled', 'PointsExpirationConfigured', 'LoyaltyInstalled', 'InstallationChanged', 'LoyaltyUninstalled', 'ProgramErased')),
  before TEXT,
  after TEXT,
  time INTEGER NOT NULL,
  actor TEXT
    CONSTRAINT loyalty_program_events_actor CHECK (length(actor) BETWEEN 1 AND 255),
  caused_by TEXT
    CONSTRAINT loyalty_program_events_caused_by CHECK (length(caused_by) BETWEEN 1 AND 255),
  is_unreadable INTEGER NOT NULL DEFAULT 0,
  UNIQUE (site_id, sequence)
) STRICT;

CREATE TABLE loyalty_program_snapshots (
  site_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  time INTEGER NOT NULL,
  program TEXT NOT NULL,
  PRIMARY KEY (site_id, revision)
) STRICT;
CREATE INDEX loyalty_program_snapshots_sequence ON loyalty_program_snapshots (site_id, sequence);
CREATE INDEX loyalty_program_snapshots_time ON loyalty_program_snapshots (site_id, time, sequence);

CREATE TABLE loyalty_installations (
  site_id TEXT PRIMARY KEY
    CONSTRAINT loyalty_installations_site_id CHECK (length(site_id) BETWEEN 1 AND 64 AND site_id NOT GLOB '*[^A-Za-z0-9._:-]*'),
  since INTEGER NOT NULL,
  account_id TEXT
    CONSTRAINT loyalty_installations_account_id CHECK (length(account_id) BETWEEN 1 AND 255),
  apps TEXT NOT NULL
    CONSTRAINT loyalty_installations_apps CHECK (json_type(apps) = 'array'),
  premium_loyalty_program INTEGER NOT NULL CHECK (premium_loyalty_program IN (0, 1)),
  premium_tiers INTEGER NOT NULL CHECK (premium_tiers IN (0, 1)),
  premium_points_expiration INTEGER NOT NULL CHECK (premium_points_expiration IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX loyalty_installations_account_id_index ON loyalty_installations (account_id);
CREATE INDEX loyalty_programs_of_status ON loyalty_programs (status) WHERE status <> 'DRAFT';
CREATE INDEX loyalty_programs_by_name ON loyalty_programs (lower(name), site_id) WHERE name IS NOT NULL;
${CONSUMER_TABLES}${ACCESS_TABLES}`,
];
