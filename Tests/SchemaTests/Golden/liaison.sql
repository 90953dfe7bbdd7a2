CREATE INDEX registry_fact_ground ON registry_fact (sequence) WHERE ground = 1;
CREATE INDEX task_by_term ON task (due_at, first_record);
CREATE INDEX task_in_state ON task (state, due_at, first_record);
CREATE INDEX task_of_finding ON task (finding, due_at, first_record);
CREATE INDEX task_of_unit ON task (unit, due_at, first_record);
CREATE INDEX task_of_unit_in_state ON task (unit, state, due_at, first_record);
CREATE INDEX task_provisional ON task (id) WHERE provisional = 1;
CREATE TABLE recount (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  after BLOB NOT NULL,
  event BLOB NOT NULL,
  log BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
CREATE TABLE registry_fact (
  sequence INTEGER PRIMARY KEY,
  code INTEGER NOT NULL,
  payload BLOB NOT NULL,
  -- 1: it can be a ground of a decision about a finding.
  ground INTEGER NOT NULL CHECK (ground IN (0, 1))
) STRICT;
CREATE TABLE task (
  id BLOB PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  unit TEXT NOT NULL,
  finding BLOB NOT NULL,
  state TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  provisional INTEGER NOT NULL,
  record INTEGER NOT NULL,
  first_record INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
CREATE TABLE task_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
