-- What pages say of themselves, for a day. Of their addresses only hashes are kept. A page may name its own in what it says.
CREATE TABLE url_previews (
  address BYTEA NOT NULL,
  hour BIGINT NOT NULL,
  preview BYTEA NOT NULL,
  PRIMARY KEY (address, hour)
);

CREATE INDEX url_previews_hour ON url_previews (hour)
