/** Keys, sessions and links belong to no site, so these tables have no partitions. */
export const ACCESS_TABLES = `
CREATE TABLE loyalty_keys (
  id text PRIMARY KEY
    CONSTRAINT loyalty_keys_id CHECK (char_length(id) BETWEEN 1 AND 64 AND id ~ '^[A-Za-z0-9_-]*$'),
  sha256 text NOT NULL UNIQUE
    CONSTRAINT loyalty_keys_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  name text COLLATE "C" NOT NULL UNIQUE
    CONSTRAINT loyalty_keys_name CHECK (char_length(name) BETWEEN 1 AND 255),
  permissions jsonb NOT NULL
    CONSTRAINT loyalty_keys_permissions CHECK (jsonb_typeof(permissions) = 'array'),
  sites jsonb
    CONSTRAINT loyalty_keys_sites CHECK (jsonb_typeof(sites) = 'array'),
  account_id text
    CONSTRAINT loyalty_keys_account_id CHECK (char_length(account_id) BETWEEN 1 AND 255),
  created_date bigint NOT NULL,
  created_by text,
  expires bigint,
  last_used bigint
);

CREATE TABLE loyalty_sessions (
  sha256 text PRIMARY KEY
    CONSTRAINT loyalty_sessions_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  key_sha256 text,
  person text,
  access_grant jsonb,
  expires bigint NOT NULL,
  idle_expires bigint NOT NULL
    CONSTRAINT loyalty_sessions_idle_expires CHECK (idle_expires <= expires),
  CONSTRAINT loyalty_sessions_owner CHECK ((key_sha256 IS NULL) <> (access_grant IS NULL))
);

CREATE INDEX loyalty_sessions_by_end ON loyalty_sessions (idle_expires);

CREATE TABLE loyalty_links (
  sha256 text PRIMARY KEY
    CONSTRAINT loyalty_links_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  access_grant jsonb NOT NULL,
  expires bigint NOT NULL
);

CREATE INDEX loyalty_links_by_end ON loyalty_links (expires);
`;
