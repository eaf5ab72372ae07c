-- Events that people want to be sent later (MSC4140). Phase: 0 scheduled, 1 being sent, 2 finalised. A finalised one has
-- the event, or the error that prevented it, or neither when it was cancelled, and is kept for a week.
CREATE TABLE delayed_events (
  delay_id TEXT NOT NULL PRIMARY KEY,
  person BIGINT NOT NULL,
  room BIGINT NOT NULL,
  session BIGINT NOT NULL,
  txn BIGINT,
  type TEXT NOT NULL,
  state_key TEXT,
  content BYTEA NOT NULL,
  delay BIGINT NOT NULL,
  scheduled_at BIGINT NOT NULL,
  phase BIGINT NOT NULL,
  finalised_at BIGINT,
  event TEXT,
  error_code TEXT,
  error_status BIGINT,
  error TEXT
);

CREATE INDEX delayed_events_person ON delayed_events (person, phase);

CREATE INDEX delayed_events_txn ON delayed_events (session, txn);

CREATE INDEX delayed_events_finalised ON delayed_events (finalised_at)
