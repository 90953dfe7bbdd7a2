import Foundation
import Synchronization

/// A program that a test started. What it prints goes to files, so that nothing has to be read in
/// time; it is killed at the latest when the test lets go of it.
final class SpawnedProcess: Sendable {
  enum Ending: Hashable, Sendable {
    case status(Int32)
    case signal(Int32)
  }

  struct NotStarted: Error {
    let executable: String
    let reason: Int32
  }

  let id: pid_t
  private let outputFile: String
  private let errorFile: String
  private let knownEnding = Mutex<Ending?>(nil)

  /// - Parameters:
  ///   - words: the program's path and its arguments.
  ///   - environment: added to the test's own.
  ///   - input: what it finds on its standard input.
  ///   - files: where its files are made: how their paths begin.
  init(
    _ words: [String], environment: [String: String] = [:], input: [UInt8] = [], files: String
  ) throws {
    let executable = words.first ?? ""
    let inputFile = "\(files).in"
    outputFile = "\(files).out"
    errorFile = "\(files).err"
    try Data(input).write(to: URL(fileURLWithPath: inputFile))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, inputFile, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, outputFile, writing, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errorFile, writing, 0o600)
    SpawnedProcess.keepDescriptors()
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") }
    settings.append(nil)
    defer { for text in arguments + settings { free(text) } }
    var id: pid_t = 0
    let result = posix_spawn(&id, executable, &actions, &attributes, arguments, settings)
    guard result == 0 else { throw NotStarted(executable: executable, reason: result) }
    self.id = id
  }

  deinit {
    if ending == nil {
      kill(id, SIGKILL)
      waitpid(id, nil, 0)
    }
  }

  /// How it ended; `nil` while it runs.
  var ending: Ending? {
    knownEnding.withLock { known in
      if known == nil {
        var status: Int32 = 0
        if waitpid(id, &status, WNOHANG) == id {
          let signal = status & 0x7f
          known = signal == 0 ? .status(status >> 8 & 0xff) : .signal(signal)
        }
      }
      return known
    }
  }

  var output: String { text(of: outputFile) }
  var errors: String { text(of: errorFile) }

  func send(_ signal: Int32) {
    if ending == nil { kill(id, signal) }
  }

  /// Marks whatever this process holds, also for other tests, as not the program's.
  private static func keepDescriptors() {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in entries.compactMap({ Int32($0) }) where descriptor > STDERR_FILENO {
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
  }

  private func text(of file: String) -> String {
    String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
  }
}
