-- Derived from events in their transaction: which event relates to which earlier one of its room. A redaction breaks the relation.
CREATE TABLE relations (
  room BIGINT NOT NULL,
  target BIGINT NOT NULL,
  target_sender BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  type BIGINT NOT NULL,
  sender BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  PRIMARY KEY (room, target, seq)
) {Clustered};

CREATE INDEX relations_seq ON relations (room, seq);

CREATE INDEX relations_kind ON relations (room, kind, target, seq)
