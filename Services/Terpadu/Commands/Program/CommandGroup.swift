import ArgumentParser

/// A command that only names others. It takes every command's options, so that a mistake in the
/// name of a command is reported as that.
protocol CommandGroup: ParsableCommand {}
