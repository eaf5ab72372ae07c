-- The generator of codes that somebody shows besides the password. Who reads the secret can make the codes, but not the password.
CREATE TABLE second_factors (
  user_id TEXT NOT NULL PRIMARY KEY,
  secret BYTEA NOT NULL,
  -- The last step of time whose code was taken: no code is taken twice.
  last_step BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

-- For the day on which the generator is lost. SHA-256 of each, and each serves once.
CREATE TABLE recovery_codes (
  user_id TEXT NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (user_id, hash)
);

-- Until when a person lets a device replace the keys that vouch for all of them, by their word on the account page.
ALTER TABLE accounts ADD COLUMN keys_replaceable_until BIGINT
