-- head: the last position; delivered: the last one up to which everything was handed to the unit.
CREATE TABLE mailbox (
  id INTEGER PRIMARY KEY,
  unit TEXT NOT NULL UNIQUE,
  head INTEGER NOT NULL,
  delivered INTEGER NOT NULL DEFAULT 0
) STRICT;
-- What was posted of one cause: record is its place in this log, where its content stands. The ledger
-- knows the cause by its event, not by its number, which a log that was restored gives to another one.
CREATE TABLE post (
  record INTEGER PRIMARY KEY,
  event BLOB NOT NULL CHECK (length(event) = 16),
  finding BLOB CHECK (length(finding) = 16),
  year INTEGER NOT NULL,
  first INTEGER NOT NULL,
  is_withdrawal INTEGER NOT NULL
) STRICT;
CREATE INDEX post_of_event ON post (event);
CREATE INDEX post_of_finding ON post (finding) WHERE finding NOT NULL;
CREATE INDEX post_of_number ON post (year, first);
-- The messages of each mailbox: the ordinal-th entry of the post at record.
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
