-- The ledger knows a cause by its event, not by its number, which a log that was restored gives to
-- another one. NULL: the notifier's own alarms, and what the version before posted.
CREATE TABLE message_of_events (
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
INSERT INTO message_of_events
SELECT unit, position, id, number, source, source_sequence, NULL, kind, finding, entry, created_at,
  delivered_at, acknowledged_at FROM message;
DROP TABLE message;
ALTER TABLE message_of_events RENAME TO message;
CREATE INDEX message_of_finding ON message (finding, unit, position);
