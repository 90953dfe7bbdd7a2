import CZeroMQ
import Glibc

/// The least that a finding's way to the mailboxes can cost: as many commits of SQLite and hops of
/// libzmq one after the other, each in a process of its own, after a pause, with one more process that
/// commits at the same time on the same disk, as liaison does.
enum ChainLimit {
  private static let linkCount = 3

  static func measure(size: Int, count: Int, in directory: String) throws -> Summary {
    let context = zmq_ctx_new()
    defer { zmq_ctx_term(context) }
    let end = try socket(ZMQ_PULL, context, bound: "ipc://\(directory)/chain-end")
    defer { zmq_close(end) }
    var links = [try start("bystander", output: nil, in: directory)]
    for number in (1...linkCount).reversed() {
      let output = number == linkCount ? "chain-end" : "chain-\(number + 1)"
      links.append(try start("chain-\(number)", output: output, in: directory))
    }
    for link in links { try link.waitFor("READY") }
    let first = try socket(ZMQ_PUSH, context, connected: "ipc://\(directory)/chain-1")
    defer { zmq_close(first) }
    let aside = try socket(ZMQ_PUSH, context, connected: "ipc://\(directory)/bystander")
    defer { zmq_close(aside) }
    MonotonicClock.sleep(seconds: 0.2)
    var samples = Samples()
    for number in 0..<count {
      MonotonicClock.sleep(seconds: 0.02)
      let message = BenchmarkMessage.bytes(
        stamp: MonotonicClock.nanoseconds, number: number, size: size)
      zmq_send(aside, message, message.count, 0)
      zmq_send(first, message, message.count, 0)
      let received = try receive(from: end)
      samples.add(
        from: BenchmarkMessage.stamp(of: received), to: MonotonicClock.nanoseconds)
    }
    for link in links { try link.stop() }
    return Summary(samples)
  }

  /// One process of the chain: commits what comes, then hands it on, until its input ends.
  static func run(input: String, output: String?, in directory: String) throws {
    let context = zmq_ctx_new()
    let source = try socket(ZMQ_PULL, context, bound: "ipc://\(directory)/\(input)")
    let target = try output.map {
      try socket(ZMQ_PUSH, context, connected: "ipc://\(directory)/\($0)")
    }
    let commits = try CommitLimit.Connection(path: "\(directory)/\(input).sqlite")
    try StandardOutput.write(line: "READY")
    endWithStandardInput()
    while true {
      let message = try receive(from: source)
      try commits.insert(message, times: 1)
      if let target { zmq_send(target, message, message.count, 0) }
    }
  }

  private static func start(_ input: String, output: String?, in directory: String) throws
    -> ChildProcess
  {
    try ChildProcess(
      ["chain-link", "--input", input, "--dir", directory]
        + (output.map { ["--output", $0] } ?? []))
  }

  private static func receive(from socket: UnsafeMutableRawPointer) throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = zmq_recv(socket, &buffer, buffer.count, 0)
    guard count >= 0 else { throw BenchmarkError("the chain is broken") }
    return Array(buffer.prefix(Int(count)))
  }

  private static func socket(
    _ kind: Int32, _ context: UnsafeMutableRawPointer?, bound: String
  ) throws -> UnsafeMutableRawPointer {
    guard let socket = zmq_socket(context, kind), zmq_bind(socket, bound) == 0 else {
      throw BenchmarkError("cannot bind \(bound)")
    }
    return socket
  }

  private static func socket(
    _ kind: Int32, _ context: UnsafeMutableRawPointer?, connected: String
  ) throws -> UnsafeMutableRawPointer {
    guard let socket = zmq_socket(context, kind), zmq_connect(socket, connected) == 0 else {
      throw BenchmarkError("cannot connect to \(connected)")
    }
    return socket
  }
}
