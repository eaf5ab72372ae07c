-- Uploaded content, and names reserved for content that follows. The bytes are files in the media folder.
CREATE TABLE media (
  media_id TEXT NOT NULL PRIMARY KEY,
  uploader TEXT NOT NULL,
  content_type TEXT NOT NULL,
  file_name TEXT,
  -- Null while the content has not been uploaded.
  file TEXT,
  size BIGINT,
  sha256 BYTEA,
  created_at BIGINT NOT NULL,
  expires_at BIGINT
);

CREATE UNIQUE INDEX media_file ON media (file);

CREATE INDEX media_expiry ON media (expires_at);

CREATE INDEX media_uploader ON media (uploader, created_at)
