-- Rooms that the list of public rooms shows.
CREATE TABLE published_rooms (
  room BIGINT NOT NULL PRIMARY KEY
)
