-- head: the last position; delivered: the last one that was handed to the unit.
CREATE TABLE mailbox (
  unit TEXT PRIMARY KEY,
  head INTEGER NOT NULL,
  delivered INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE message (
  unit TEXT NOT NULL,
  position INTEGER NOT NULL,
  id BLOB NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  source_sequence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  finding BLOB,
  entry BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  delivered_at INTEGER,
  acknowledged_at INTEGER,
  PRIMARY KEY (unit, position),
  UNIQUE (source, source_sequence, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_of_finding ON message (finding, unit, position);
CREATE TABLE message_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
