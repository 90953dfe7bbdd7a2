CREATE INDEX registry_fact_ground ON registry_fact (sequence) WHERE ground = 1;
CREATE TABLE registry_fact (
  sequence INTEGER PRIMARY KEY,
  code INTEGER NOT NULL,
  payload BLOB NOT NULL,
  -- 1: it can be a ground of a decision about a finding.
  ground INTEGER NOT NULL CHECK (ground IN (0, 1))
) STRICT;
