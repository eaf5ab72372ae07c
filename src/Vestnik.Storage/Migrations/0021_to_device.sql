-- What waits for a device, in the order of its user's shard.
CREATE TABLE to_device (
  device BIGINT NOT NULL,
  position BIGINT NOT NULL,
  event BYTEA NOT NULL,
  PRIMARY KEY (device, position)
) {Clustered};

-- Requests whose messages have reached a shard: a repetition puts nothing there again. Kept for a week.
CREATE TABLE to_device_requests (
  session BIGINT NOT NULL,
  type TEXT NOT NULL,
  txn TEXT NOT NULL,
  shard BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (session, type, txn, shard)
) {Clustered};

CREATE INDEX to_device_requests_age ON to_device_requests (shard, sent_at)
