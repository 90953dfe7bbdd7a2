package import Domain
package import ServiceRuntime

/// All that the commands take from the world outside, so that a test can give them another world.
package struct ProgramEnvironment: Sendable {
  /// The environment's variables.
  package var variables: [String: String]
  package var console: any Console
  /// Reads standard input to its end, at most the given number of bytes.
  package var readInput: @Sendable (_ bytesMax: Int) throws -> [UInt8]
  /// The way to the services of a data directory.
  package var makeDoor: @Sendable (DataDirectory) throws -> any Door
  /// The machine's clock.
  package var now: @Sendable () -> Timestamp
  /// Time since an arbitrary moment; never goes back.
  package var uptime: @Sendable () -> Duration
  package var pause: @Sendable (Duration) async throws -> Void
  package var entropy: @Sendable (_ count: Int) -> [UInt8]
  /// From the first call on, SIGINT and SIGTERM no longer end the program but arrive here.
  package var stopSignals: @Sendable () -> AsyncStream<Int32>
  /// The folder of this program and of the daemons beside it.
  package var executables: String

  package init(
    variables: [String: String], console: any Console,
    readInput: @escaping @Sendable (_ bytesMax: Int) throws -> [UInt8],
    makeDoor: @escaping @Sendable (DataDirectory) throws -> any Door,
    now: @escaping @Sendable () -> Timestamp, uptime: @escaping @Sendable () -> Duration,
    pause: @escaping @Sendable (Duration) async throws -> Void,
    entropy: @escaping @Sendable (_ count: Int) -> [UInt8],
    stopSignals: @escaping @Sendable () -> AsyncStream<Int32>, executables: String
  ) {
    self.variables = variables
    self.console = console
    self.readInput = readInput
    self.makeDoor = makeDoor
    self.now = now
    self.uptime = uptime
    self.pause = pause
    self.entropy = entropy
    self.stopSignals = stopSignals
    self.executables = executables
  }
}
