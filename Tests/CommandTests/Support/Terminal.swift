import Domain
import Foundation
import ServiceRuntime
import Synchronization
import TerpaduCommands

/// Runs command lines against a fake door, with a clock that moves when a command pauses.
final class Terminal: Console {
  struct Result {
    var status: ProgramStatus
    var out: [String]
    var err: [String]

    /// The first line of the output as JSON.
    func json() throws -> [String: Any] { try Result.object(out.first ?? "") }

    func errorJSON() throws -> [String: Any] {
      try Result.object(err.first ?? "")["error"] as? [String: Any] ?? [:]
    }

    static func object(_ line: String) throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    }
  }

  private struct State {
    var out: [String] = []
    var err: [String] = []
    var uptime = Duration.zero
    var now = Terminal.start
  }

  /// What the machine's clock shows when a command begins.
  static let start = Timestamp(milliseconds: 1_772_616_000_000)

  let door: FakeDoor
  let folder: URL
  private let state = Mutex(State())

  init(_ door: FakeDoor = FakeDoor()) {
    self.door = door
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("terpadu-commands-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func out(_ line: String) { state.withLock { $0.out.append(line) } }

  func err(_ line: String) { state.withLock { $0.err.append(line) } }

  /// How long commands have paused.
  var paused: Duration { state.withLock { $0.uptime } }

  /// Lets the machine's clock go on while a command runs.
  func advance(_ time: Duration) { state.withLock { $0.now = $0.now.adding(time) } }

  func file(_ name: String, _ content: String) throws -> String {
    let url = folder.appendingPathComponent(name)
    try Data(content.utf8).write(to: url)
    return url.path
  }

  func run(
    _ arguments: [String], input: String = "", variables: [String: String] = [:],
    through makeDoor: (@Sendable (DataDirectory) -> any Door)? = nil
  ) async -> Result {
    state.withLock { $0 = State() }
    let door = self.door
    let status = await Program.run(
      arguments,
      in: ProgramEnvironment(
        variables: variables, console: self,
        readInput: { Array(input.utf8.prefix($0)) },
        makeDoor: { makeDoor?($0) ?? door },
        now: { [self] in state.withLock { $0.now } },
        uptime: { [self] in state.withLock { $0.uptime } },
        pause: { [self] time in state.withLock { $0.uptime += time } },
        entropy: { (0..<$0).map { UInt8($0) } },
        stopSignals: { AsyncStream { $0.finish() } },
        executables: folder.path))
    return state.withLock { Result(status: status, out: $0.out, err: $0.err) }
  }
}
