-- A locked account can do nothing but sign out, a suspended one can read. Both can be undone.
ALTER TABLE accounts ADD COLUMN is_locked BIGINT NOT NULL DEFAULT 0;

ALTER TABLE accounts ADD COLUMN is_suspended BIGINT NOT NULL DEFAULT 0
