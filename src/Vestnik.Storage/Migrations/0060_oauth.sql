-- Programs that have introduced themselves, under the hash of what they said: the same words give the same row.
CREATE TABLE oauth_clients (
  client_id TEXT NOT NULL PRIMARY KEY,
  -- The client's metadata as it was registered, in JSON.
  metadata TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

-- What an OAuth client holds on its way to a session: an authorization code, a pushed request, a device code.
-- Only SHA-256 of each is kept. A spent code stays until it expires, so that its second use is noticed.
CREATE TABLE oauth_tickets (
  hash BYTEA NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  client_id TEXT NOT NULL,
  user_id TEXT,
  device_id TEXT,
  -- What was asked for: scope, redirect address, code challenge.
  content TEXT NOT NULL,
  -- SHA-256 of the code that a person types for a device without a browser.
  user_code BYTEA,
  asked_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX oauth_tickets_expiry ON oauth_tickets (expires_at);

CREATE INDEX oauth_tickets_user ON oauth_tickets (user_id);

CREATE UNIQUE INDEX oauth_tickets_user_code ON oauth_tickets (user_code);

-- Somebody signed in to the account pages in a browser, by SHA-256 of the cookie.
CREATE TABLE browser_sessions (
  hash BYTEA NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL,
  -- 0 while the second factor is still to be shown.
  is_complete BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX browser_sessions_expiry ON browser_sessions (expires_at);

CREATE INDEX browser_sessions_user ON browser_sessions (user_id);

-- The OAuth client that a device signed in with, null for the older way.
ALTER TABLE devices ADD COLUMN client_id TEXT;

CREATE INDEX devices_client ON devices (client_id)
