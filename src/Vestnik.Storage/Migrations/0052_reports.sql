-- What people have told the operator about rooms, events and other people. One of room and person is set.
CREATE TABLE reports (
  nid {Serial},
  reporter BIGINT NOT NULL,
  room BIGINT,
  event TEXT,
  person BIGINT,
  reason TEXT NOT NULL,
  reported_at BIGINT NOT NULL
)
