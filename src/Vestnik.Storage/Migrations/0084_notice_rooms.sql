-- The room in which the server speaks to a person.
CREATE TABLE notice_rooms (
  user_id TEXT NOT NULL PRIMARY KEY,
  room_id TEXT NOT NULL
)
