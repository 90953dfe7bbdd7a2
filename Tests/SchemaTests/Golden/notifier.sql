CREATE INDEX message_of_finding ON message (finding, unit, position);
CREATE INDEX registry_fact_ground ON registry_fact (sequence) WHERE ground = 1;
CREATE TABLE mailbox (
  unit TEXT PRIMARY KEY,
  head INTEGER NOT NULL,
  delivered INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE "message" (
  unit TEXT NOT NULL,
  position INTEGER NOT NULL,
  id BLOB NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  source_sequence INTEGER NOT NULL,
  event BLOB CHECK (length(event) = 16),
  kind TEXT NOT NULL,
  finding BLOB,
  entry BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  delivered_at INTEGER,
  acknowledged_at INTEGER,
  PRIMARY KEY (unit, position),
  UNIQUE (event, unit)
) STRICT, WITHOUT ROWID;
CREATE TABLE message_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE registry_fact (
  sequence INTEGER PRIMARY KEY,
  code INTEGER NOT NULL,
  payload BLOB NOT NULL,
  -- 1: it can be a ground of a decision about a finding.
  ground INTEGER NOT NULL CHECK (ground IN (0, 1))
) STRICT;
