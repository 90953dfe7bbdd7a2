public import Log
import Synchronization

/// Answers replay requests from a log, on a reading thread (WP 5).
///
/// One request of each peer waits at a time, and 1,024 in all; whatever is over that is refused at
/// once.
public final class ReplayService: Sendable {
  private let source: any RecordSource
  private let thread: any ReadingQueue
  private let waiting = Mutex<Set<[UInt8]>>([])

  public init(source: any RecordSource, thread: any ReadingQueue) {
    self.source = source
    self.thread = thread
  }

  /// Takes a request, from any thread, without blocking; `answer` is called once, on the reading
  /// thread or, for what is refused at once, on the caller's.
  /// - Parameters:
  ///   - frames: those after the envelope.
  ///   - peer: the connection's routing id.
  public func request(
    _ frames: some Collection<[UInt8]>, from peer: [UInt8],
    answer: @escaping @Sendable (ReplayOutcome) -> Void
  ) {
    guard frames.count == 1, let frame = frames.first,
      let request = try? ReplayRequest(frame: frame)
    else { return answer(.refusal(DoorRefusal(.badRequest))) }
    guard waiting.withLock({ $0.insert(peer).inserted }) else {
      return answer(.refusal(DoorRefusal(.overloaded)))
    }
    let isTaken = thread.submit { [self] in
      let outcome = ReplayResponder.respond(to: request, from: source)
      _ = waiting.withLock { $0.remove(peer) }
      answer(outcome)
    }
    guard isTaken else {
      _ = waiting.withLock { $0.remove(peer) }
      return answer(.refusal(DoorRefusal(.overloaded)))
    }
  }
}
