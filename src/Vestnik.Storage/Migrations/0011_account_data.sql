-- What clients store for their user. A room_id of '' means for the whole account.
CREATE TABLE account_data (
  user_id TEXT NOT NULL,
  room_id TEXT NOT NULL,
  type TEXT NOT NULL,
  content BYTEA NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (user_id, room_id, type)
) {Clustered};

CREATE INDEX account_data_position ON account_data (user_id, position);

-- One row a field, so that two devices do not overwrite each other's changes. Values are JSON.
CREATE TABLE profile_fields (
  user_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value BYTEA NOT NULL,
  PRIMARY KEY (user_id, field)
) {Clustered};

CREATE TABLE filters (
  nid {Serial},
  user_id TEXT NOT NULL,
  hash BYTEA NOT NULL,
  content BYTEA NOT NULL,
  UNIQUE (user_id, hash)
)
