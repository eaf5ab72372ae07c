-- The first request of an authentication, sealed with a key that only the client's session id gives, and what came of it.
-- session_id is from here on the hash of the session id.
DELETE FROM interactive_sessions;

ALTER TABLE interactive_sessions ADD COLUMN sealed_request BYTEA;

ALTER TABLE interactive_sessions ADD COLUMN registered TEXT
