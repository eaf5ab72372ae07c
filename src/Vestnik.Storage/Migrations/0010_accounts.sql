-- Everybody who may sign in here. Rows of other servers' users are never here.
CREATE TABLE accounts (
  user_id TEXT NOT NULL PRIMARY KEY,
  is_guest BIGINT NOT NULL,
  is_administrator BIGINT NOT NULL,
  -- Argon2id in its usual text form, with parameters and salt. Null for guests and the deactivated.
  password_hash TEXT,
  created_at BIGINT NOT NULL,
  deactivated_at BIGINT,
  is_erased BIGINT NOT NULL DEFAULT 0
);

-- A device is a session: its number is the scope of transaction ids for as long as the device exists.
CREATE TABLE devices (
  nid {Serial},
  user_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  display_name TEXT,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT,
  last_seen_address TEXT,
  UNIQUE (user_id, device_id)
);

-- Only SHA-256 of each token is kept: who reads the table cannot sign in with it.
CREATE TABLE access_tokens (
  hash BYTEA NOT NULL PRIMARY KEY,
  device BIGINT NOT NULL,
  expires_at BIGINT,
  refresh_hash BYTEA
);

CREATE INDEX access_tokens_device ON access_tokens (device);

-- A used refresh token stays until its successor is seen in use, so that a lost answer locks nobody out.
CREATE TABLE refresh_tokens (
  hash BYTEA NOT NULL PRIMARY KEY,
  device BIGINT NOT NULL,
  successor BYTEA
);

CREATE INDEX refresh_tokens_device ON refresh_tokens (device);

-- User-interactive authentication that is under way, bound to the request that began it.
CREATE TABLE interactive_sessions (
  session_id TEXT NOT NULL PRIMARY KEY,
  request_hash BYTEA NOT NULL,
  completed TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX interactive_sessions_expiry ON interactive_sessions (expires_at)
