-- What administrators have done: who, what, to whom or what, when. Never what was in it.
CREATE TABLE deeds (
  nid {Serial},
  done_at BIGINT NOT NULL,
  doer TEXT NOT NULL,
  deed TEXT NOT NULL,
  subject TEXT NOT NULL
);

-- Rooms that an administrator has closed: nobody enters them.
CREATE TABLE shut_rooms (
  room_id TEXT NOT NULL PRIMARY KEY,
  shut_at BIGINT NOT NULL,
  -- 1 when what was said there goes too.
  is_purged BIGINT NOT NULL
)
