-- From findings' log: the latest event of each finding, byte for byte as it came.
CREATE TABLE watched_finding (
  id BLOB PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  event BLOB NOT NULL
) STRICT, WITHOUT ROWID;
-- The alerts of each finding; their content stands in this log.
CREATE TABLE alert (
  finding BLOB NOT NULL,
  ordinal INTEGER NOT NULL,
  version INTEGER NOT NULL,
  id BLOB NOT NULL,
  record INTEGER NOT NULL,
  PRIMARY KEY (finding, ordinal)
) STRICT, WITHOUT ROWID;
-- The case that a finding's first alert opened.
CREATE TABLE watched_case (finding BLOB PRIMARY KEY, number TEXT NOT NULL UNIQUE) STRICT, WITHOUT ROWID;
CREATE TABLE case_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
