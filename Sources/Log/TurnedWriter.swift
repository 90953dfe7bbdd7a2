import GRDB

/// A writer that has no thread: it does one turn when it is told to.
///
/// - Note: `@unchecked Sendable`: whoever gives the turns does so on one thread.
final class TurnedWriter: @unchecked Sendable {
  private let loop: WriterLoop
  private var writer: GroupWriter?
  private var hasEnded = false

  init(_ loop: WriterLoop) { self.loop = loop }

  /// Does everything that waits, in one transaction.
  func turn(isTick: Bool) {
    guard !hasEnded else { return }
    // Taken only when there is a writer: what is in the queue is told when there can be none.
    perform { writer in
      guard let items = loop.queue.takeAll(until: .now) else { return }
      try writer.run(items, isTick: isTick)
    }
  }

  /// The last turns after the queue was closed.
  func finish() {
    guard !hasEnded else { return }
    perform { writer in
      while let items = loop.queue.takeAll(until: .now) { try writer.run(items, isTick: false) }
      try writer.finish()
    }
    end()
  }

  private func perform(_ body: (GroupWriter) throws -> Void) {
    do {
      try loop.database.queue.writeWithoutTransaction { connection in
        let current = try writer ?? loop.makeGroupWriter(on: connection)
        writer = current
        try body(current)
      }
    } catch {
      end()
      loop.fail(LogError.wrapping(error, while: "write \(loop.database.path)"))
    }
  }

  private func end() {
    hasEnded = true
    writer?.stop()
    writer = nil
  }
}
