-- How far people have read. Kind: 0 public, 1 private. Thread: a number of strings, 0 for the whole room.
CREATE TABLE receipts (
  room BIGINT NOT NULL,
  person BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  thread BIGINT NOT NULL,
  event TEXT NOT NULL,
  seq BIGINT NOT NULL,
  read_at BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (room, person, kind, thread)
) {Clustered};

CREATE INDEX receipts_position ON receipts (room, position);

-- The push rules of people who have changed theirs.
CREATE TABLE push_rules (
  person BIGINT NOT NULL PRIMARY KEY,
  rules BYTEA NOT NULL,
  position BIGINT NOT NULL
)
