-- Words that the operator gives to people who may make an account here. They are shown to the operator again, so they are
-- kept in clear. Each admits only as many as it says.
CREATE TABLE registration_tokens (
  token TEXT NOT NULL PRIMARY KEY,
  -- Null for any number.
  uses_allowed BIGINT,
  uses BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  -- Null for one that does not expire.
  expires_at BIGINT
)
