-- The log shards: a position is taken from the head at commit, under the lock of its row.
CREATE TABLE shards (
  shard BIGINT NOT NULL PRIMARY KEY,
  head BIGINT NOT NULL
);

-- Every string that rows refer to by number: event types, state keys.
CREATE TABLE strings (
  nid {Serial},
  text TEXT NOT NULL UNIQUE
);

CREATE TABLE users (
  nid {Serial},
  user_id TEXT NOT NULL UNIQUE
);

-- Whatever must happen later: swept by the shard's owner.
CREATE TABLE timers (
  nid {Serial},
  due BIGINT NOT NULL,
  shard BIGINT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  lease_until BIGINT NOT NULL DEFAULT 0,
  UNIQUE (kind, key)
);

CREATE INDEX timers_due ON timers (shard, due);
