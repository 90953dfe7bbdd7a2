public import Log

/// The rules by which a log's owner answers a replay request (WP 5.3, rules 3 to 8).
public enum ReplayResponder {
  /// Reads what `request` asks for; blocks on the disk.
  ///
  /// The hash of the follower's last record costs no read of its own: the next record names it.
  public static func respond(
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
