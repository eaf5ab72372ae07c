-- The members of the cluster. The single row of silo_version fences every change.
CREATE TABLE silo_version (
  version BIGINT NOT NULL
);

INSERT INTO silo_version (version) VALUES (0);

CREATE TABLE silos (
  address TEXT NOT NULL PRIMARY KEY,
  etag BIGINT NOT NULL,
  status BIGINT NOT NULL,
  name TEXT NOT NULL,
  host_name TEXT NOT NULL,
  suspicions TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  alive_at BIGINT NOT NULL
)
