import Testing

/// What machines, disks, networks and strangers do to the real executables. docs/faults.md has the
/// whole table.
///
/// A test whose fault cannot be made on this machine (no right to mount, no network namespaces) is
/// skipped and says why.
@Suite(.serialized, .timeLimit(.minutes(30))) struct FaultTests {}
