-- How far each application service has been told. The body of a transaction is kept until the service has confirmed it.
-- Positions: the last looked-through position of each shard, in the order of the shards, with a blank between.
CREATE TABLE service_queues (
  service TEXT NOT NULL PRIMARY KEY,
  txn BIGINT NOT NULL,
  body BYTEA,
  positions TEXT NOT NULL
)
