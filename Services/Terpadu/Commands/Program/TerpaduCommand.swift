import ArgumentParser

/// A command that does something. Parsing it is ArgumentParser's; what it does happens in
/// `execute`.
protocol TerpaduCommand: ParsableCommand {
  var global: GlobalOptions { get }

  /// - Throws: `Refusal`, or `DoorError` when a service is not reachable.
  func execute(in session: Session) async throws -> ProgramStatus
}
