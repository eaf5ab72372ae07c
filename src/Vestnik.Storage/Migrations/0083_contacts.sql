-- Proofs under way that somebody reads an e-mail address or telephone number. Secrets and tokens are hashes.
CREATE TABLE contact_sessions (
  sid TEXT NOT NULL PRIMARY KEY,
  client_secret BYTEA NOT NULL,
  medium TEXT NOT NULL,
  address TEXT NOT NULL,
  token BYTEA NOT NULL,
  attempt BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  next_link TEXT,
  validated_at BIGINT,
  expires_at BIGINT NOT NULL
);

CREATE INDEX contact_sessions_address ON contact_sessions (medium, address);

-- E-mail addresses and telephone numbers that people have proven and keep here.
CREATE TABLE contacts (
  medium TEXT NOT NULL,
  address TEXT NOT NULL,
  user_id TEXT NOT NULL,
  validated_at BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (medium, address)
) {Clustered};

CREATE INDEX contacts_user ON contacts (user_id)
