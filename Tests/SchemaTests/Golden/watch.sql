CREATE TABLE alert (
  finding BLOB NOT NULL REFERENCES watched_finding (id),
  ordinal INTEGER NOT NULL,
  version INTEGER NOT NULL,
  id BLOB NOT NULL UNIQUE,
  content BLOB NOT NULL,
  PRIMARY KEY (finding, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE registry_fact (
  sequence INTEGER PRIMARY KEY,
  code INTEGER NOT NULL,
  payload BLOB NOT NULL
) STRICT;
CREATE TABLE told (
  finding BLOB NOT NULL REFERENCES watched_finding (id),
  unit TEXT NOT NULL,
  recipient BLOB NOT NULL,
  PRIMARY KEY (finding, unit)
) STRICT, WITHOUT ROWID;
CREATE TABLE watched_finding (
  id BLOB PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  snapshot BLOB NOT NULL,
  case_number TEXT
) STRICT, WITHOUT ROWID;
