-- What each applied record was, so that a restored log can be compared with it and what it lacks
-- be named. NULL: applied by the version before.
ALTER TABLE log_applied ADD COLUMN epoch INTEGER;
ALTER TABLE log_applied ADD COLUMN hash BLOB CHECK (length(hash) = 32);
ALTER TABLE log_applied ADD COLUMN event BLOB CHECK (length(event) = 16);
ALTER TABLE log_applied ADD COLUMN type INTEGER;

-- The epoch of the record that is waited for.
ALTER TABLE log_held ADD COLUMN wait_epoch INTEGER;
CREATE INDEX log_held_epoch ON log_held (wait_log, wait_epoch)
  WHERE wait_log IS NOT NULL AND blocked = 0;

-- The first record of each epoch of a followed log after the epoch in which following began.
CREATE TABLE log_epoch (
  source TEXT NOT NULL,
  log BLOB NOT NULL CHECK (length(log) = 16),
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  PRIMARY KEY (source, epoch)
) STRICT, WITHOUT ROWID;

-- Followed records that a log, restored since, does not have any more. applied_at is NULL for one
-- that had had no effect.
CREATE TABLE log_missing (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  subject BLOB CHECK (length(subject) = 16),
  hash BLOB CHECK (length(hash) = 32),
  event BLOB CHECK (length(event) = 16),
  type INTEGER,
  applied_at INTEGER,
  missing_since INTEGER NOT NULL
) STRICT;

CREATE INDEX log_missing_event ON log_missing (source, event);
CREATE INDEX log_missing_subject ON log_missing (subject) WHERE subject IS NOT NULL;

-- An adoption that is under way: what lies behind seq is being moved to log_missing, a portion at a
-- time.
CREATE TABLE log_adoption (
  source TEXT PRIMARY KEY,
  seq INTEGER NOT NULL CHECK (seq >= 0),
  moved INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
