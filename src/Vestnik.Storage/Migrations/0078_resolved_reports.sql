-- When an administrator has dealt with a report, and who.
ALTER TABLE reports ADD COLUMN resolved_at BIGINT;

ALTER TABLE reports ADD COLUMN resolved_by TEXT
