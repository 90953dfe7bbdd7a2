CREATE INDEX registry_fact_ground ON registry_fact (sequence) WHERE ground = 1;
CREATE TABLE alert (
  finding BLOB NOT NULL,
  ordinal INTEGER NOT NULL,
  version INTEGER NOT NULL,
  id BLOB NOT NULL,
  record INTEGER NOT NULL,
  PRIMARY KEY (finding, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE registry_fact (
  sequence INTEGER PRIMARY KEY,
  code INTEGER NOT NULL,
  payload BLOB NOT NULL,
  -- 1: it can be a ground of a decision about a finding.
  ground INTEGER NOT NULL CHECK (ground IN (0, 1))
) STRICT;
CREATE TABLE watched_case (finding BLOB PRIMARY KEY, number TEXT NOT NULL UNIQUE) STRICT, WITHOUT ROWID;
CREATE TABLE watched_finding (
  id BLOB PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  event BLOB NOT NULL
) STRICT, WITHOUT ROWID;
