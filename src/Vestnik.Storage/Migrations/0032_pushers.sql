-- Where a person's devices want to be told of news while they sleep.
CREATE TABLE pushers (
  user_id TEXT NOT NULL,
  app_id TEXT NOT NULL,
  pushkey TEXT NOT NULL,
  -- The session that set it: the pusher ends with it.
  device BIGINT NOT NULL,
  kind TEXT NOT NULL,
  app_display_name TEXT NOT NULL,
  device_display_name TEXT NOT NULL,
  profile_tag TEXT,
  lang TEXT NOT NULL,
  data BYTEA NOT NULL,
  PRIMARY KEY (user_id, app_id, pushkey)
);

CREATE INDEX pushers_address ON pushers (app_id, pushkey);

CREATE INDEX pushers_device ON pushers (device)
