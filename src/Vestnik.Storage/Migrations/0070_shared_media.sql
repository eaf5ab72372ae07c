-- One person's uploads of the same bytes share a file, so that it stands in several rows.
DROP INDEX media_file;

CREATE INDEX media_file ON media (file);

CREATE INDEX media_same ON media (uploader, sha256);

-- Files that no row names any more and that are still to be removed.
CREATE TABLE unwanted_files (
  file TEXT NOT NULL PRIMARY KEY
);

-- Who took it out of sight, and whether nobody may.
ALTER TABLE media ADD COLUMN quarantined_by TEXT;

ALTER TABLE media ADD COLUMN is_protected BIGINT NOT NULL DEFAULT 0;

-- The day on which it was last read, where unused content is not kept for ever.
ALTER TABLE media ADD COLUMN used_at BIGINT;

CREATE INDEX media_used ON media (used_at)
