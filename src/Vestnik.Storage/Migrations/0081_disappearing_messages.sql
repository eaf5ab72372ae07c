-- Events that go at a time of their own, until they have gone.
CREATE TABLE expiring_events (
  room BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  due BIGINT NOT NULL,
  PRIMARY KEY (room, seq)
) {Clustered};

CREATE INDEX expiring_events_due ON expiring_events (room, due);

-- Rooms that keep messages for a time only: everything up to this event that had to go has gone.
CREATE TABLE retained_rooms (
  room BIGINT NOT NULL PRIMARY KEY,
  judged BIGINT NOT NULL
)
