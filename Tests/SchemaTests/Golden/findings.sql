CREATE INDEX finding_key_of_finding ON finding_key (finding);
CREATE INDEX registry_fact_ground ON registry_fact (sequence) WHERE ground = 1;
CREATE TABLE finding (
  id BLOB PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  reporter TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  report_digest BLOB NOT NULL,
  report_record INTEGER NOT NULL UNIQUE,
  latest_record INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE finding_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE finding_key (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  record INTEGER NOT NULL,
  finding BLOB NOT NULL,
  PRIMARY KEY (kind, value, record)
) STRICT, WITHOUT ROWID;
CREATE TABLE registry_fact (
  sequence INTEGER PRIMARY KEY,
  code INTEGER NOT NULL,
  payload BLOB NOT NULL,
  -- 1: it can be a ground of a decision about a finding.
  ground INTEGER NOT NULL CHECK (ground IN (0, 1))
) STRICT;
