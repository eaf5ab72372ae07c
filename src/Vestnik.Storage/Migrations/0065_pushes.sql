-- Pushers get numbers, and beside them stands what is known of their deliveries.
ALTER TABLE pushers RENAME TO pushers_without_numbers;

DROP INDEX pushers_address;

DROP INDEX pushers_device;

CREATE TABLE pushers (
  nid {Serial},
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
  set_at BIGINT NOT NULL,
  -- From when on there is something to deliver. NULL when nothing is owed.
  due BIGINT,
  lease_until BIGINT NOT NULL,
  -- How often something was read since the gateway was last told the count, and that count.
  reads BIGINT NOT NULL,
  badge BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  pushed_at BIGINT,
  UNIQUE (user_id, app_id, pushkey)
);

INSERT INTO pushers
  (user_id, app_id, pushkey, device, kind, app_display_name, device_display_name, profile_tag, lang, data,
   set_at, due, lease_until, reads, badge, failures, pushed_at)
SELECT user_id, app_id, pushkey, device, kind, app_display_name, device_display_name, profile_tag, lang, data,
   0, NULL, 0, 0, 0, 0, NULL
FROM pushers_without_numbers;

DROP TABLE pushers_without_numbers;

CREATE INDEX pushers_address ON pushers (app_id, pushkey);

CREATE INDEX pushers_device ON pushers (device);

CREATE INDEX pushers_due ON pushers (due);

-- What pushers are owed: events, oldest first, until the gateway has taken them. The event is its key in the log.
CREATE TABLE pushes (
  pusher BIGINT NOT NULL,
  event BIGINT NOT NULL,
  room BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  queued_at BIGINT NOT NULL,
  PRIMARY KEY (pusher, event)
) {Clustered};

-- Up to where the events of each shard have been looked through for pushes, and up to where before that.
CREATE TABLE push_progress (
  shard BIGINT NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL,
  previous BIGINT NOT NULL
);

INSERT INTO push_progress (shard, position, previous) SELECT shard, head, head FROM shards
