-- Identity keys of a device, as uploaded, without "unsigned". The device is a row of devices, whose number is never given twice.
CREATE TABLE device_keys (
  device {Identity},
  keys BYTEA NOT NULL
);

-- Given out in the order of their numbers, and deleted in the transaction that gives them out.
CREATE TABLE one_time_keys (
  nid {Serial},
  device BIGINT NOT NULL,
  algorithm TEXT NOT NULL,
  key_id TEXT NOT NULL,
  key BYTEA NOT NULL,
  UNIQUE (device, algorithm, key_id)
);

CREATE INDEX one_time_keys_order ON one_time_keys (device, algorithm, nid);

-- What has been given out, by SHA-256: a repeated upload must not bring a key back.
CREATE TABLE given_one_time_keys (
  device BIGINT NOT NULL,
  algorithm TEXT NOT NULL,
  key_id TEXT NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (device, algorithm, key_id)
) {Clustered};

CREATE TABLE fallback_keys (
  device BIGINT NOT NULL,
  algorithm TEXT NOT NULL,
  key_id TEXT NOT NULL,
  key BYTEA NOT NULL,
  is_used BIGINT NOT NULL,
  PRIMARY KEY (device, algorithm)
) {Clustered};

CREATE TABLE cross_signing_keys (
  user_id TEXT NOT NULL,
  usage TEXT NOT NULL,
  public_key TEXT NOT NULL,
  key BYTEA NOT NULL,
  PRIMARY KEY (user_id, usage)
) {Clustered};

-- Signatures uploaded later than what they sign: a device or a master key. Kept in the signer's shard.
CREATE TABLE key_signatures (
  owner TEXT NOT NULL,
  signed_key TEXT NOT NULL,
  signer TEXT NOT NULL,
  signer_key TEXT NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (owner, signed_key, signer, signer_key)
) {Clustered};

CREATE INDEX key_signatures_signer ON key_signatures (signer, signer_key);

-- The latest change of a person's keys, as far as everybody (seen_by '') or one signer may see it.
CREATE TABLE device_list_changes (
  user_id TEXT NOT NULL,
  seen_by TEXT NOT NULL,
  shard BIGINT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (user_id, seen_by)
) {Clustered};

CREATE INDEX device_list_changes_position ON device_list_changes (shard, position)
