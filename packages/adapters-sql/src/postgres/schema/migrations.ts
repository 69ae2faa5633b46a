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
  partition smallint NOT NULL,
  site_id text NOT NULL
    CONSTRAINT loyalty_programs_site_id CHECK (char_length(site_id) BETWEEN 1 AND 64 AND site_id ~ '^[A-Za-z0-9._:-]*$'),
  revision bigint NOT NULL
    CONSTRAINT loyalty_programs_revision CHECK (revision BETWEEN 0 AND 9007199254740991),
  name text
    CONSTRAINT loyalty_programs_name CHECK (char_length(name) BETWEEN 2 AND 50 AND name !~ '[\u0001-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]'),
  name_translations jsonb
    CONSTRAINT loyalty_programs_name_translations CHECK (jsonb_typeof(name_translations) = 'array' AND jsonb_array_length(name_translations) BETWEEN 1 AND 20 AND NOT jsonb_path_exists(name_translations, '$[*].name ? (!(@ like_regex "^.{2,50}$" flag "s"))')),
  custom_name text
    CONSTRAINT loyalty_programs_custom_name CHECK (char_length(custom_name) BETWEEN 1 AND 20 AND custom_name !~ '[\u0001-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]'),
  custom_name_forms jsonb
    CONSTRAINT loyalty_programs_custom_name_forms CHECK (jsonb_typeof(custom_name_forms) = 'array' AND jsonb_array_length(custom_name_forms) BETWEEN 1 AND 20 AND NOT jsonb_path_exists(custom_name_forms, '$[*].forms.* ? (!(@ like_regex "^.{1,20}$" flag "s"))') AND NOT jsonb_path_exists(custom_name_forms, '$[*] ? (!exists(@.forms.other))')),
  icon jsonb
    CONSTRAINT loyalty_programs_icon CHECK (icon IS NULL OR (
      jsonb_typeof(icon) = 'object'
      AND coalesce(char_length(icon ->> 'url'), 0) BETWEEN 1 AND 2048
      AND coalesce(char_length(icon ->> 'id'), 1) BETWEEN 1 AND 255
      AND coalesce(char_length(icon ->> 'altText'), 1) BETWEEN 1 AND 255
      AND coalesce(char_length(icon ->> 'filename'), 1) BETWEEN 1 AND 255
      AND coalesce((icon ->> 'width')::numeric, 0) BETWEEN 0 AND 100000
      AND coalesce((icon ->> 'height')::numeric, 0) BETWEEN 0 AND 100000
      AND (icon ->> 'id' IS NULL OR (icon ->> 'width' IS NOT NULL AND icon ->> 'height' IS NOT NULL))
    )),
  status text NOT NULL
    CONSTRAINT loyalty_programs_status CHECK (status IN ('DRAFT', 'ACTIVE', 'PAUSED')),
  points_expiration_status text NOT NULL
    CONSTRAINT loyalty_programs_points_expiration_status CHECK (points_expiration_status IN ('DISABLED', 'ENABLED')),
  months_of_inactivity smallint NOT NULL
    CONSTRAINT loyalty_programs_months_of_inactivity CHECK (months_of_inactivity BETWEEN 1 AND 12),
  expiring_points_percentage smallint NOT NULL
    CONSTRAINT loyalty_programs_expiring_points_percentage CHECK (expiring_points_percentage BETWEEN 1 AND 100),
  created_date bigint NOT NULL,
  updated_date bigint NOT NULL
    CONSTRAINT loyalty_programs_updated_date CHECK (updated_date BETWEEN created_date AND 253402300799999),
  last_sequence bigint NOT NULL
    CONSTRAINT loyalty_programs_last_sequence CHECK (last_sequence BETWEEN 0 AND 9007199254740991),
  last_time bigint NOT NULL,
  pruned_revision bigint NOT NULL DEFAULT 0,
  CONSTRAINT loyalty_programs_forms_of_a_name CHECK (custom_name_forms IS NULL OR custom_name IS NOT NULL),
  PRIMARY KEY (partition, site_id)
);

CREATE TABLE loyalty_program_events (
  partition smallint NOT NULL,
  site_id text NOT NULL,
  sequence bigint NOT NULL
    CONSTRAINT loyalty_program_events_sequence CHECK (sequence BETWEEN 1 AND 9007199254740991),
  revision bigint
    CONSTRAINT loyalty_program_events_revision CHECK (revision BETWEEN 1 AND 9007199254740991),
  ordinal smallint
    CONSTRAINT loyalty_program_events_ordinal CHECK (ordinal >= 0),
  type text NOT NULL
    CONSTRAINT loyalty_program_events_type CHECK (type IN ('ProgramUpdated', 'ProgramActivated', 'ProgramPaused', 'PointsExpirationEnabled', 'PointsExpirationDisabled', 'PointsExpirationConfigured', 'LoyaltyInstalled', 'InstallationChanged', 'LoyaltyUninstalled', 'ProgramErased')),
  before jsonb,
  after jsonb,
  time bigint NOT NULL,
  actor text
    CONSTRAINT loyalty_program_events_actor CHECK (char_length(actor) BETWEEN 1 AND 255),
  caused_by text
    CONSTRAINT loyalty_program_events_caused_by CHECK (char_length(caused_by) BETWEEN 1 AND 255),
  -- Never before that of an earlier event of the site, whatever the clocks say.
  feed_time bigint NOT NULL,
  position bigint,
  is_unreadable boolean NOT NULL DEFAULT false,
  PRIMARY KEY (partition, site_id, sequence)
);

CREATE INDEX loyalty_program_events_waiting ON loyalty_program_events (partition, feed_time, site_id, sequence) WHERE position IS NULL;
CREATE INDEX loyalty_program_events_position ON loyalty_program_events (partition, position) WHERE position IS NOT NULL;

CREATE TABLE loyalty_program_snapshots (
  partition smallint NOT NULL,
  site_id text NOT NULL,
  revision bigint NOT NULL,
  sequence bigint NOT NULL,
  time bigint NOT NULL,
  program jsonb NOT NULL,
  PRIMARY KEY (partition, site_id, revision)
);

CREATE INDEX loyalty_program_snapshots_sequence ON loyalty_program_snapshots (partition, site_id, sequence);
CREATE INDEX loyalty_program_snapshots_time ON loyalty_program_snapshots (partition, site_id, time, sequence);

CREATE TABLE loyalty_event_feed (
  partition smallint PRIMARY KEY,
  last_position bigint NOT NULL
);
INSERT INTO loyalty_event_feed (partition, last_position) SELECT partition, 0 FROM generate_series(0, 63) AS partition;

CREATE TABLE loyalty_installations (
  partition smallint NOT NULL,
  site_id text NOT NULL
    CONSTRAINT loyalty_installations_site_id CHECK (char_length(site_id) BETWEEN 1 AND 64 AND site_id ~ '^[A-Za-z0-9._:-]*$'),
  since bigint NOT NULL,
  account_id text
    CONSTRAINT loyalty_installations_account_id CHECK (char_length(account_id) BETWEEN 1 AND 255),
  apps jsonb NOT NULL
    CONSTRAINT loyalty_installations_apps CHECK (jsonb_typeof(apps) = 'array' AND apps <@ '["bookings", "events", "pricing-plans", "restaurants", "stores"]'),
  premium_loyalty_program boolean NOT NULL,
  premium_tiers boolean NOT NULL,
  premium_points_expiration boolean NOT NULL,
  PRIMARY KEY (partition, site_id)
);

CREATE INDEX loyalty_programs_in_order ON loyalty_programs (site_id COLLATE "C");
CREATE INDEX loyalty_installations_in_order ON loyalty_installations (site_id COLLATE "C");
CREATE INDEX loyalty_installations_of_account ON loyalty_installations (account_id, site_id COLLATE "C");
CREATE INDEX loyalty_programs_of_status ON loyalty_programs (status, site_id COLLATE "C") WHERE status <> 'DRAFT';
CREATE INDEX loyalty_programs_by_name ON loyalty_programs (lower(name COLLATE "C"), site_id COLLATE "C") WHERE name IS NOT NULL;
${CONSUMER_TABLES}${ACCESS_TABLES}`,
];
