CREATE TABLE registry_fact (
  sequence INTEGER PRIMARY KEY,
  code INTEGER NOT NULL,
  payload BLOB NOT NULL
) STRICT;
