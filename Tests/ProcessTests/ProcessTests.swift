import Testing

/// The real executables: one system at a time, because each is five processes and this machine may
/// have two cores.
///
/// - `TERPADU_SEED`: the seed of the fault plans; each run prints the one that it used.
/// - `TERPADU_LONG=1`: the long forms.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ProcessTests {}
