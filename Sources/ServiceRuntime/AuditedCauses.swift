import Events

/// What checks read of the causes of an event.
struct AuditedCauses: Decodable {
  let cause: [LogPosition]

  /// - Returns: `nil` when the payload is not lawful for this reader.
  init?(payload: [UInt8]) {
    guard let causes = try? EventCoding.decode(AuditedCauses.self, from: payload) else {
      return nil
    }
    self = causes
  }
}
