-- Public keys whose private halves lie in people's devices: whoever reads them can sign in with none of them.
CREATE TABLE passkeys (
  credential_id BYTEA NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL,
  -- A COSE key, as the authenticator gave it.
  public_key BYTEA NOT NULL,
  -- How often the authenticator says that it has signed. 0 for those that do not count.
  counter BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT
);

CREATE INDEX passkeys_user ON passkeys (user_id);

-- What a browser has been asked to have signed, by SHA-256. Each serves once, in the browser that asked, for one purpose.
CREATE TABLE passkey_challenges (
  hash BYTEA NOT NULL PRIMARY KEY,
  browser BYTEA NOT NULL,
  purpose TEXT NOT NULL,
  expires_at BIGINT NOT NULL
)
