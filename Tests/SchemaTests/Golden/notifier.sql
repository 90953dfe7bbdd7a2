CREATE INDEX post_of_event ON post (event);
CREATE INDEX post_of_finding ON post (finding) WHERE finding NOT NULL;
CREATE INDEX post_of_number ON post (year, first);
CREATE INDEX registry_fact_ground ON registry_fact (sequence) WHERE ground = 1;
CREATE TABLE mailbox (
  id INTEGER PRIMARY KEY,
  unit TEXT NOT NULL UNIQUE,
  head INTEGER NOT NULL,
  delivered INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE message (
  mailbox INTEGER NOT NULL,
  position INTEGER NOT NULL,
  record INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  demands_action INTEGER NOT NULL,
  delivered_at INTEGER,
  acknowledged_at INTEGER,
  PRIMARY KEY (mailbox, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE message_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE post (
  record INTEGER PRIMARY KEY,
  event BLOB NOT NULL CHECK (length(event) = 16),
  finding BLOB CHECK (length(finding) = 16),
  year INTEGER NOT NULL,
  first INTEGER NOT NULL,
  is_withdrawal INTEGER NOT NULL
) STRICT;
CREATE TABLE registry_fact (
  sequence INTEGER PRIMARY KEY,
  code INTEGER NOT NULL,
  payload BLOB NOT NULL,
  -- 1: it can be a ground of a decision about a finding.
  ground INTEGER NOT NULL CHECK (ground IN (0, 1))
) STRICT;
