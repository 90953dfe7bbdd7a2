package import Log
import Synchronization

/// Answers replay requests from a log, on a reading thread (WP 5).
///
/// One request of each peer waits at a time, and 1,024 in all; whatever is over that is refused at
/// once.
package final class ReplayService: Sendable {
  private let source: any RecordSource
  private let thread: any ReadingQueue
  private let waiting = Mutex<Set<[UInt8]>>([])

  package init(source: any RecordSource, thread: any ReadingQueue) {
    self.source = source
    self.thread = thread
  }

  /// Takes a request, from any thread, without blocking; `answer` is called once, on the reading
  /// thread or, for what is refused at once, on the caller's.
  /// - Parameters:
  ///   - frames: those after the envelope.
  ///   - peer: the connection's routing id.
  package func request(
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

extension Door {
  /// Answers replay requests from a log; to be called before ``bind(_:_:)``.
  package func serveReplay(_ service: ReplayService) {
    on(.replay) { request, responder in
      service.request(request.body, from: request.peer.key) { outcome in
        switch outcome {
        case .answer(let answer): responder.answer(answer.frames)
        case .refusal(let refusal):
          responder.refuse(refusal.word, refusal.head.map { [$0.wireFrame] } ?? [])
        }
      }
    }
  }

  /// Notes the followers' position reports on `positions`; to be called before ``bind(_:_:)``.
  package func servePositionReports(_ positions: FollowerPositions) {
    onNotice(.positionReport) { positions.note($0) }
  }
}

extension DoorPeer {
  /// Tells this connection from every other of the door.
  var key: [UInt8] { [UInt8(truncatingIfNeeded: socket)] + routingID }
}

/// What a replay request gets: an answer or a refusal.
package enum ReplayOutcome: Sendable {
  case answer(ReplayAnswer)
  case refusal(DoorRefusal)
}

/// The rules by which a log's owner answers a replay request (WP 5.3, rules 3 to 8).
package enum ReplayResponder {
  /// Reads what `request` asks for; blocks on the disk.
  ///
  /// The hash of the follower's last record costs no read of its own: the next record names it.
  package static func respond(
    to request: ReplayRequest, from source: any RecordSource
  ) -> ReplayOutcome {
    do {
      return try answer(request, from: source)
    } catch {
      return .refusal(DoorRefusal(.unavailable))
    }
  }

  private static func answer(
    _ request: ReplayRequest, from source: any RecordSource
  ) throws -> ReplayOutcome {
    var head = try source.head()
    let after = request.position?.sequence ?? 0
    if let position = request.position {
      if position.log != head.log { return .refusal(DoorRefusal(.unknownLog, head: head)) }
      if position.epoch != head.epoch { return .refusal(DoorRefusal(.epoch, head: head)) }
      if after > head.sequence { return .refusal(DoorRefusal(.aheadOfHead, head: head)) }
      if after == head.sequence, position.hash != head.hash {
        return .refusal(DoorRefusal(.hashMismatch, head: head))
      }
    }
    guard after < head.sequence else { return .answer(ReplayAnswer(head: head, records: [])) }
    let records = try source.read(
      after: after, maxRecords: request.maxRecords, maxBytes: request.maxBytes)
    guard let first = records.first, let last = records.last else {
      return .refusal(DoorRefusal(.unavailable))
    }
    if let position = request.position, first.header.previousHash != position.hash {
      return .refusal(DoorRefusal(.hashMismatch, head: head))
    }
    // Records committed after the head was read must not stand beyond it.
    if last.header.sequence > head.sequence { head = LogHead(last.header) }
    return .answer(ReplayAnswer(head: head, records: records))
  }
}
