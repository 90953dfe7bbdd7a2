import Foundation
import Synchronization

/// One process of a service.
///
/// Its standard input is a pipe that nobody writes to: it ends when this process is gone, in
/// whatever way, and then the child ends too. No child inherits a descriptor of another one, so
/// none keeps another's pipe open. Its standard error goes to a file.
final class ChildProcess: Sendable {
  private struct Process {
    var id: pid_t
    /// The write end of the child's standard input.
    var lifeline: Int32
    var hasEnded = false
  }

  private let process: Mutex<Process>

  var id: pid_t { process.withLock { $0.id } }

  /// - Parameters:
  ///   - errorFile: appended to, made with mode 0600.
  ///   - onLine: called on the child's own thread for each line that it prints.
  ///   - onEnd: called there, last, once.
  /// - Throws: `POSIXError` when there is no such program or no room for it.
  init(
    executable: String, arguments: [String], errorFile: String,
    onLine: @escaping @Sendable (String) -> Void,
    onEnd: @escaping @Sendable (ServiceEnding) -> Void
  ) throws {
    let input = try Pipe.make()
    let output: Pipe
    do {
      output = try Pipe.make()
    } catch {
      input.close()
      throw error
    }
    let errors = open(errorFile, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    defer {
      Foundation.close(input.readEnd)
      Foundation.close(output.writeEnd)
      if errors >= 0 { Foundation.close(errors) }
    }
    do {
      guard errors >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
      let id = try ChildProcess.spawn(
        executable, arguments, input: input.readEnd, output: output.writeEnd, errors: errors)
      process = Mutex(Process(id: id, lifeline: input.writeEnd))
    } catch {
      Foundation.close(input.writeEnd)
      Foundation.close(output.readEnd)
      throw error
    }
    let reader = output.readEnd
    Thread.detachNewThread { [self] in
      readLines(from: reader, onLine)
      Foundation.close(reader)
      onEnd(waitForEnd())
    }
  }

  /// Sends a signal unless the process has ended: its number may be another's by then.
  func send(_ signal: Int32) {
    process.withLock { process in
      if !process.hasEnded { _ = kill(process.id, signal) }
    }
  }

  private func waitForEnd() -> ServiceEnding {
    let id = self.id
    var information = siginfo_t()
    // Waits without taking the process away, so that `send` cannot meet a number used again.
    while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    var status: Int32 = 0
    process.withLock { process in
      process.hasEnded = true
      while waitpid(id, &status, 0) < 0, errno == EINTR {}
      Foundation.close(process.lifeline)
    }
    let signal = status & 0x7f
    return signal == 0 ? .status(status >> 8 & 0xff) : .signal(signal)
  }

  /// Reads until the output or the process ends: something that the process has started may hold its
  /// output open for as long as it likes.
  private func readLines(from descriptor: Int32, _ onLine: (String) -> Void) {
    var pending: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var output = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&output, 1, 500) <= 0 {
        if hasEnded { return }
        continue
      }
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      pending += buffer[..<count]
      while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        onLine(String(decoding: pending[..<end], as: UTF8.self))
        pending.removeFirst(end + 1)
      }
      // A line without an end is not one of ours.
      if pending.count > 65_536 { pending.removeAll() }
    }
  }

  /// Whether there is an end to wait for; it is not taken away.
  private var hasEnded: Bool {
    var information = siginfo_t()
    let result = waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT | WNOHANG)
    return result == 0 && information.si_signo == SIGCHLD
  }

  private static func spawn(
    _ executable: String, _ arguments: [String], input: Int32, output: Int32, errors: Int32
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    closeOnStartAllButStandard()
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own: Ctrl-C on the terminal reaches the supervisor alone, which then stops its
    // children in order. Signals as in a fresh process.
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
    words.append(nil)
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") }
    variables.append(nil)
    defer { for word in words + variables { free(word) } }
    var id: pid_t = 0
    let result = posix_spawn(&id, executable, &actions, &attributes, words, variables)
    guard result == 0 else { throw POSIXError(.init(rawValue: result) ?? .EIO) }
    return id
  }

  /// Ours; but a crash ends the child at once. Swift's backtracer was seen to wait for ever for threads
  /// of ZeroMQ, which take no signals, and the service with it.
  private static var environment: [String: String] {
    ["SWIFT_BACKTRACE": "enable=no"].merging(ProcessInfo.processInfo.environment) { $1 }
  }

  /// Marks whatever this process holds, also what it was started with, as not the child's. The
  /// supervisor starts its children one after the other, so no other start comes in between.
  private static func closeOnStartAllButStandard() {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in entries.compactMap({ Int32($0) }) where descriptor > STDERR_FILENO {
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
  }

  /// The two ends of a pipe, closed in every program that is started.
  private struct Pipe {
    var readEnd: Int32
    var writeEnd: Int32

    static func make() throws -> Pipe {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return Pipe(readEnd: ends[0], writeEnd: ends[1])
    }

    func close() {
      Foundation.close(readEnd)
      Foundation.close(writeEnd)
    }
  }
}
