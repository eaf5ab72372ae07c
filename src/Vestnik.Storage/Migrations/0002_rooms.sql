-- One row a room: its committed head. Appends name the head they build on and change it under the lock of the shard.
CREATE TABLE rooms (
  nid {Serial},
  room_id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  shard BIGINT NOT NULL,
  head_seq BIGINT NOT NULL,
  head_position BIGINT NOT NULL,
  extremities TEXT NOT NULL
);

-- The log of a shard: the key is the shard in the upper 12 bits and the position below. The body is the canonical
-- federation form with signatures. A redaction replaces the body of its target.
CREATE TABLE events (
  nid {Identity},
  room BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  id_hash BIGINT NOT NULL,
  replaces BIGINT,
  redacted_by BIGINT,
  session BIGINT,
  txn TEXT,
  body BYTEA NOT NULL
);

CREATE UNIQUE INDEX events_room ON events (room, seq);

CREATE INDEX events_id ON events (id_hash);

-- The state log: what held a place from which event on. The state after an event is the last row of each place up to it.
CREATE TABLE room_state (
  room BIGINT NOT NULL,
  type BIGINT NOT NULL,
  key BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (room, type, key, seq)
) {Clustered};

CREATE INDEX room_state_seq ON room_state (room, seq);

-- Derived from membership events in their transaction: where each person stands. Membership: 1 leave, 2 join, 3 invite, 4 ban, 5 knock.
CREATE TABLE memberships (
  person BIGINT NOT NULL,
  room BIGINT NOT NULL,
  membership BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  position BIGINT NOT NULL,
  forgotten BIGINT NOT NULL,
  PRIMARY KEY (person, room)
) {Clustered};

-- Which event a session's transaction made, for a week. The transaction is a hash of event type and transaction id.
CREATE TABLE transactions (
  room BIGINT NOT NULL,
  session BIGINT NOT NULL,
  txn BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (room, session, txn)
) {Clustered};

CREATE INDEX transactions_sent ON transactions (sent_at);

CREATE TABLE aliases (
  alias TEXT NOT NULL PRIMARY KEY,
  room BIGINT NOT NULL,
  creator BIGINT NOT NULL
);

CREATE INDEX aliases_room ON aliases (room)
