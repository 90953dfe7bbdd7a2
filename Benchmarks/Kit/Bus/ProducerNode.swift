import Bus
import Domain
import Foundation
import Log
import Synchronization

/// The producer's process: a log with its writer, its publisher, and the door that replays it, put
/// together as in a service.
struct ProducerNode: Sendable {
  /// One phase of the measurement, as a line `count window first size rate`.
  struct Phase: Sendable {
    var count: Int
    /// Records handed in and not confirmed.
    var window: Int
    var firstNumber: Int
    var size: Int
    /// Records a second; 0: as fast as they are confirmed.
    var rate: Double

    var line: String { "\(count) \(window) \(firstNumber) \(size) \(rate)" }
  }

  private let database: LogDatabase
  private let writer: LogWriter
  private let bus: MessageBus
  private let door: Door
  private let publisher: Publisher

  static func start(at place: BusPlace) async throws -> ProducerNode {
    let database = try LogDatabase(
      LogDatabase.Options(directory: place.directory, service: "producer", time: .wallClock))
    let reader = try database.reader()
    let head = Mutex(try reader.head())
    let bus = try await MessageBus.start(authoriser: place.authoriser())
    let publisher = Publisher(bus: bus, head: { head.withLock { $0 } })
    var handlers = LogWriter.Handlers(clock: { .wallClock }, onFatal: { BenchmarkNode.fail($0) })
    handlers.onCommit = { records in
      if let last = records.last { head.withLock { $0 = LogHead(last.header) } }
      publisher.publish(records)
    }
    let writer = try LogWriter(database, handlers: handlers)
    let door = Door(bus: bus)
    await door.serveReplay(
      ReplayService(source: reader, thread: ReadingThread(name: "replay")))
    await door.servePositionReports(FollowerPositions())
    let keys = try place.producerKeys()
    try await publisher.bind(place.publisher, keys: keys)
    try await door.bind(
      place.door, keys.map { .curve(keys: $0, domain: .serviceDoor) } ?? .local)
    return ProducerNode(
      database: database, writer: writer, bus: bus, door: door, publisher: publisher)
  }

  /// Runs the phases that standard input asks for, until it ends.
  func serve() async throws {
    try StandardOutput.write(line: "READY")
    try await onBlockingThread {
      while let line = readLine() {
        let words = line.split(separator: " ").compactMap { Double($0) }
        guard words.count == 5 else { break }
        let phase = Phase(
          count: Int(words[0]), window: Int(words[1]), firstNumber: Int(words[2]),
          size: Int(words[3]), rate: words[4])
        let before = ProcessUse.processorSeconds
        try StandardOutput.write(produce(phase))
        // After the followers have all: what the publishing took counts, too.
        guard readLine() == "used" else { break }
        try StandardOutput.write(ProcessUse.processorSeconds - before)
      }
    }
    await publisher.close()
    await door.close()
    await bus.close()
    try await onBlockingThread { [writer] in writer.stop() }
  }

  private func produce(_ phase: Phase) throws -> ProducerResult {
    let confirmations = Confirmations()
    var samples = Samples()
    samples.reserve(phase.count)
    var stamps: [UInt64] = []
    stamps.reserveCapacity(phase.count)
    var confirmed = 0
    let start = MonotonicClock.nanoseconds
    while confirmed < phase.count {
      while stamps.count < phase.count, stamps.count - confirmed < phase.window {
        if phase.rate > 0 {
          let due = start + UInt64(Double(stamps.count) / phase.rate * 1_000_000_000)
          if due > MonotonicClock.nanoseconds { MonotonicClock.sleep(until: due) }
        }
        let stamp = MonotonicClock.nanoseconds
        let payload = BenchmarkMessage.bytes(
          stamp: stamp, number: phase.firstNumber + stamps.count, size: phase.size)
        stamps.append(stamp)
        writer.submit { transaction in
          try transaction.append(NewRecord(typeCode: 1, subject: .zero, payload: payload))
        } completion: {
          confirmations.add($0)
        }
      }
      let count = try confirmations.take()
      let now = MonotonicClock.nanoseconds
      for index in confirmed..<confirmed + count { samples.add(from: stamps[index], to: now) }
      confirmed += count
    }
    return ProducerResult(
      confirmedPerSecond: Double(phase.count) / MonotonicClock.seconds(since: start),
      confirmations: Summary(samples))
  }
}
