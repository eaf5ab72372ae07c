-- The beginnings under which people are found: parts of the user name, words of the display name, folded. Bytes, so that
-- a range of them is a prefix whatever the database's collation.
CREATE TABLE directory_terms (
  term BYTEA NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (term, user_id)
) {Clustered};

CREATE INDEX directory_terms_user ON directory_terms (user_id)
