public import Events

/// What checks read of the positions on which an event rests.
public struct AuditedCauses {
  public let positions: [LogPosition]

  private struct Carrier: Decodable {
    struct Cause: Decodable {
      let log: LogID
      let seq: Int64
      let epoch: Int64?
    }

    let cause: [Cause]
  }

  /// - Returns: `nil` when the payload is not lawful for this reader.
  public init?(payload: [UInt8]) {
    guard let read = try? EventCoding.decode(Carrier.self, from: payload) else { return nil }
    // No record has a number or an epoch below nought.
    positions = read.cause.compactMap { cause in
      guard let sequence = UInt64(exactly: cause.seq),
        let epoch = UInt64(exactly: cause.epoch ?? 1)
      else { return nil }
      return LogPosition(log: cause.log, sequence: sequence, epoch: epoch)
    }
  }
}
