import CZeroMQ
import Glibc

/// One message from one process to another through libzmq alone: PAIR to PAIR, without keys, about a
/// thousand a second. It speaks to the C library itself, lest it measure our layers.
enum HopLimit {
  private static let count = 1_500

  static func measure(
    _ bytes: [UInt8], over transport: BusPlace.Transport, in directory: String
  ) throws -> Summary {
    let context = zmq_ctx_new()
    defer { zmq_ctx_term(context) }
    let socket = zmq_socket(context, ZMQ_PAIR)
    defer { zmq_close(socket) }
    let address = transport == .tcp ? "tcp://127.0.0.1:*" : "ipc://\(directory)/limit-hop"
    guard zmq_bind(socket, address) == 0 else { throw BenchmarkError("cannot bind \(address)") }
    let child = try ChildProcess(["hop-echo", "--endpoint", lastEndpoint(of: socket)])
    try child.waitFor("READY")
    MonotonicClock.sleep(seconds: 0.1)
    for _ in 0..<count {
      let message = BenchmarkMessage.bytes(
        stamp: MonotonicClock.nanoseconds, number: 1, size: bytes.count)
      guard zmq_send(socket, message, message.count, 0) >= 0 else {
        throw BenchmarkError("cannot send to \(address)")
      }
      MonotonicClock.sleep(seconds: 0.0009)
    }
    let samples = try child.result(Summary.self)
    try child.stop()
    return samples
  }

  /// The other end: takes the messages and writes how long each was on its way.
  static func receive(at endpoint: String) throws {
    let context = zmq_ctx_new()
    defer { zmq_ctx_term(context) }
    let socket = zmq_socket(context, ZMQ_PAIR)
    defer { zmq_close(socket) }
    guard zmq_connect(socket, endpoint) == 0 else {
      throw BenchmarkError("cannot connect to \(endpoint)")
    }
    try StandardOutput.write(line: "READY")
    var samples = Samples()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    for _ in 0..<count {
      guard zmq_recv(socket, &buffer, buffer.count, 0) >= 0 else {
        throw BenchmarkError("cannot receive from \(endpoint)")
      }
      samples.add(
        from: BenchmarkMessage.stamp(of: buffer), to: MonotonicClock.nanoseconds)
    }
    try StandardOutput.write(Summary(samples))
  }

  private static func lastEndpoint(of socket: UnsafeMutableRawPointer?) throws -> String {
    var text = [UInt8](repeating: 0, count: 512)
    var count = text.count
    guard zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, &text, &count) == 0 else {
      throw BenchmarkError("the socket has no endpoint")
    }
    return String(decoding: text.prefix(max(count - 1, 0)), as: UTF8.self)
  }
}
