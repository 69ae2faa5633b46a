/** The keys that are made while a service runs, and the sessions of people with the links that begin them. */
export const ACCESS_TABLES = `
CREATE TABLE loyalty_keys (
  id TEXT PRIMARY KEY
    CONSTRAINT loyalty_keys_id CHECK (length(id) BETWEEN 1 AND 64 AND id NOT GLOB '*[^A-Za-z0-9_-]*'),
  sha256 TEXT NOT NULL UNIQUE
    CONSTRAINT loyalty_keys_sha256 CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  name TEXT NOT NULL UNIQUE
    CONSTRAINT loyalty_keys_name CHECK (length(name) BETWEEN 1 AND 255),
  permissions TEXT NOT NULL
    CONSTRAINT loyalty_keys_permissions CHECK (json_type(permissions) = 'array'),
  sites TEXT
    CONSTRAINT loyalty_keys_sites CHECK (json_type(sites) = 'array'),
  account_id TEXT
    CONSTRAINT loyalty_keys_account_id CHECK (length(account_id) BETWEEN 1 AND 255),
  created_date INTEGER NOT NULL,
  created_by TEXT,
  expires INTEGER,
  last_used INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE loyalty_sessions (
  sha256 TEXT PRIMARY KEY
    CONSTRAINT loyalty_sessions_sha256 CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  key_sha256 TEXT,
  person TEXT,
  access_grant TEXT,
  expires INTEGER NOT NULL,
  idle_expires INTEGER NOT NULL
    CONSTRAINT loyalty_sessions_idle_expires CHECK (idle_expires <= expires),
  CONSTRAINT loyalty_sessions_owner CHECK ((key_sha256 IS NULL) <> (access_grant IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX loyalty_sessions_by_end ON loyalty_sessions (idle_expires);

CREATE TABLE loyalty_links (
  sha256 TEXT PRIMARY KEY
    CONSTRAINT loyalty_links_sha256 CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  access_grant TEXT NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX loyalty_links_by_end ON loyalty_links (expires);
`;
