-- Small forms of uploaded pictures. The bytes are files in the media folder. Where the picture itself is small, it is its own thumbnail.
CREATE TABLE thumbnails (
  source TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  is_crop BIGINT NOT NULL,
  is_animated BIGINT NOT NULL,
  content_type TEXT NOT NULL,
  file TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 BYTEA NOT NULL,
  PRIMARY KEY (source, width, height, is_crop, is_animated)
);

CREATE INDEX thumbnails_file ON thumbnails (file)
