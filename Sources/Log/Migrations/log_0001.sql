-- Who this file is.
CREATE TABLE log_identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  log BLOB NOT NULL CHECK (length(log) = 16),
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  service TEXT NOT NULL,
  exercise INTEGER NOT NULL CHECK (exercise IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

-- The log: header and payload byte for byte as they travel. The subject (NULL: none) stands in the
-- header too; here it is indexed.
CREATE TABLE log_record (
  seq INTEGER PRIMARY KEY CHECK (seq >= 1),
  subject BLOB CHECK (length(subject) = 16),
  header BLOB NOT NULL CHECK (
    length(header) BETWEEN 154 AND 666 AND (length(header) - 154) % 32 = 0),
  payload BLOB NOT NULL
) STRICT;

CREATE INDEX log_record_subject ON log_record (subject) WHERE subject IS NOT NULL;

-- Where we stand in each followed log: the last record that was applied or put aside.
CREATE TABLE log_cursor (
  source TEXT PRIMARY KEY,
  log BLOB NOT NULL CHECK (length(log) = 16),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

-- When each followed record had its effect.
CREATE TABLE log_applied (
  source TEXT NOT NULL,
  seq INTEGER NOT NULL,
  subject BLOB CHECK (length(subject) = 16),
  applied_at INTEGER NOT NULL,
  PRIMARY KEY (source, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX log_applied_subject ON log_applied (subject) WHERE subject IS NOT NULL;

-- Followed records that the cursor has passed and that have had no effect yet.
-- cause: waits for (wait_log, wait_seq). fault: its handler failed with error.
-- order: waits behind an earlier record of its subject.
CREATE TABLE log_held (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  log BLOB NOT NULL CHECK (length(log) = 16),
  seq INTEGER NOT NULL,
  subject BLOB CHECK (length(subject) = 16),
  header BLOB NOT NULL CHECK (
    length(header) BETWEEN 154 AND 666 AND (length(header) - 154) % 32 = 0),
  payload BLOB NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('cause', 'fault', 'order')),
  wait_log BLOB CHECK (length(wait_log) = 16),
  wait_seq INTEGER,
  error TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  held_at INTEGER NOT NULL,
  -- 1: nothing can come of looking at it before something of its subject changes.
  blocked INTEGER NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),
  UNIQUE (source, seq),
  CHECK ((reason = 'cause') = (wait_log IS NOT NULL AND wait_seq IS NOT NULL)),
  CHECK ((reason = 'fault') = (error IS NOT NULL))
) STRICT;

CREATE INDEX log_held_subject ON log_held (source, subject, seq);
CREATE INDEX log_held_record ON log_held (log, seq);
CREATE INDEX log_held_wait ON log_held (wait_log, wait_seq)
  WHERE wait_log IS NOT NULL AND blocked = 0;
CREATE INDEX log_held_blocked ON log_held (subject) WHERE blocked = 1;
CREATE INDEX log_held_fault ON log_held (id) WHERE reason = 'fault';

-- Answers to commands, so that a retry gets the same answer and does nothing twice.
CREATE TABLE log_answer (
  unit TEXT NOT NULL,
  command TEXT NOT NULL,
  request BLOB NOT NULL CHECK (length(request) = 32),
  record INTEGER NOT NULL,
  PRIMARY KEY (unit, command)
) STRICT, WITHOUT ROWID;

-- What falls due: domain time. next_at is when it is tried: due_at, and later after a failure.
CREATE TABLE log_timer (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject BLOB CHECK (length(subject) = 16),
  due_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX log_timer_next ON log_timer (next_at, id);
CREATE INDEX log_timer_failed ON log_timer (next_at) WHERE attempts > 0;
CREATE INDEX log_timer_subject ON log_timer (subject) WHERE subject IS NOT NULL;
