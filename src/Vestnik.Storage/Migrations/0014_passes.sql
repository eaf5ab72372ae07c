-- Tokens that are good for one thing and a short time: signing another device in, proving to somebody else who one is.
-- Only SHA-256 of each token is kept.
CREATE TABLE passes (
  hash BYTEA NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  user_id TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX passes_expiry ON passes (expires_at);

CREATE INDEX passes_user ON passes (user_id)
