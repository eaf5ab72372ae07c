-- Versions of people's backups. A deleted one stays as a mark, without keys.
CREATE TABLE key_backups (
  user_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  algorithm TEXT NOT NULL,
  parameters BYTEA NOT NULL,
  key_count BIGINT NOT NULL DEFAULT 0,
  changes BIGINT NOT NULL DEFAULT 0,
  is_deleted BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, version)
) {Clustered};

-- Ciphertext: the server cannot read the keys.
CREATE TABLE backed_up_keys (
  user_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  room_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  first_message_index BIGINT NOT NULL,
  forwarded_count BIGINT NOT NULL,
  is_verified BIGINT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (user_id, version, room_id, session_id)
) {Clustered}
