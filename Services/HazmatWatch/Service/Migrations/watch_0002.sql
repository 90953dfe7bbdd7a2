-- The latest event of each finding, byte for byte as it came.
CREATE TABLE watched_finding (
  id BLOB PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  event BLOB NOT NULL,
  case_number TEXT
) STRICT, WITHOUT ROWID;
-- The alerts of each finding; their content stands in this log.
CREATE TABLE alert (
  finding BLOB NOT NULL REFERENCES watched_finding (id),
  ordinal INTEGER NOT NULL,
  version INTEGER NOT NULL,
  id BLOB NOT NULL,
  record INTEGER NOT NULL REFERENCES log_record (seq),
  PRIMARY KEY (finding, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
