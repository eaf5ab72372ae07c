-- Which events hold which words: hashes of stems, of messages that are not encrypted and of names and topics of rooms. An edit
-- is found in the place of the event that it edits. Field: 1 body, 2 name, 4 topic.
CREATE TABLE search_words (
  stem BIGINT NOT NULL,
  room BIGINT NOT NULL,
  source BIGINT NOT NULL,
  shown BIGINT NOT NULL,
  field BIGINT NOT NULL,
  weight BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (stem, room, source)
) {Clustered};

CREATE INDEX search_words_source ON search_words (room, source);

-- Up to which position of each log shard events are in the index.
CREATE TABLE search_progress (
  shard BIGINT NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL
)
