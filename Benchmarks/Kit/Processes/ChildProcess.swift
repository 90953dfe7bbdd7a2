import Foundation

/// Another process of this benchmark, which speaks in lines. It ends when its standard input does,
/// so that none outlives its parent.
final class ChildProcess {
  let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let name: String
  private var buffer: [UInt8] = []

  /// Starts this executable again with other arguments.
  init(_ arguments: [String]) throws {
    name = arguments.prefix(1).joined()
    process.executableURL = URL(fileURLWithPath: try ChildProcess.ownExecutable())
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  /// For a program of the system under measurement.
  init(executable: String, _ arguments: [String]) throws {
    name = executable
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  var identifier: pid_t { process.processIdentifier }

  /// Blocks for the next line.
  /// - Throws: when the process ended instead.
  func readLine() throws -> String {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeSubrange(...end)
        return line
      }
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw BenchmarkError("\(name) ended before it had answered") }
      buffer.append(contentsOf: data)
    }
  }

  func waitFor(_ word: String) throws {
    let line = try readLine()
    guard line == word else { throw BenchmarkError("\(name) said \(line) in place of \(word)") }
  }

  func result<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(readLine().utf8))
  }

  func write(line: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
  }

  /// Asks the process to end and waits until it has.
  func stop() throws {
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Sends SIGINT, as an operator would, and waits for the end, for at most half a minute.
  func interrupt() {
    process.interrupt()
    for _ in 0..<300 where process.isRunning { MonotonicClock.sleep(seconds: 0.1) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// A program that was built together with this one.
  static func siblingExecutable(_ name: String) throws -> String {
    let path =
      URL(fileURLWithPath: try ownExecutable()).deletingLastPathComponent().path
      + "/\(name)"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw BenchmarkError("\(path) is missing; build it first")
    }
    return path
  }

  private static func ownExecutable() throws -> String {
    try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }
}
