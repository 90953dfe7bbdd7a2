-- Each version of a finding stands in this log, in the event that made it, under the finding as subject.
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
-- By what findings are searched; record: the one that reported the finding, as the order of the list.
CREATE TABLE finding_key (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  record INTEGER NOT NULL,
  finding BLOB NOT NULL,
  PRIMARY KEY (kind, value, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_key_of_finding ON finding_key (finding);
CREATE TABLE finding_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
